/** What other projects' tests import as `terraloom/testing`: state machines and event rules, without AWS and without cdktf. */

export { type Activities, createActivities } from "../states/activities.ts";
export type { ChildExecution } from "../states/child-execution.ts";
export type { Clock } from "../states/clock.ts";
export type { HistoryEvent, HistoryEventType } from "../states/history-event.ts";
export { historyText } from "../states/history-text.ts";
export type { InspectedField } from "../states/inspection.ts";
export type { ExecutionResult } from "../states/run-state-machine.ts";
export type { TaskCall } from "../states/task-call.ts";
export { createTaskTokens, type TaskTokens } from "../states/task-tokens.ts";
export type { CannedTask, CannedTasks } from "./canned-tasks.ts";
export { matches, transform } from "./event-rules.ts";
export type { StateMock } from "./mocked-state.ts";
export { runWorkflow, type WorkflowRun } from "./run-workflow.ts";
export { type StateResult, type StateTest, testState } from "./test-state.ts";
