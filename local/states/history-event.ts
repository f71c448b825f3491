import type { StateType } from "./state-types.ts";

/** What tells of the work of a Task state: a call of a service, of a function by its ARN, or an activity. */
export type TaskFamily = "Task" | "LambdaFunction" | "Activity";

type TaskStep = "Scheduled" | "Started" | "Succeeded" | "Failed" | "TimedOut";

type Ending = "Succeeded" | "Failed" | "Aborted";

/** The types of "HistoryEvent" that a local execution has. */
export type HistoryEventType =
  | "ExecutionStarted"
  | `Execution${Ending | "TimedOut" | "Redriven"}`
  | `${StateType}StateEntered`
  | `${Exclude<StateType, "Fail">}StateExited`
  | `${TaskFamily}${TaskStep}`
  | "TaskSubmitted"
  | `${"ParallelState" | "MapState" | "MapIteration" | "MapRun"}${"Started" | Ending}`
  | "MapRunRedriven"
  | `${"Task" | "Wait"}StateAborted`
  | "EvaluationFailed";

/** What an event tells beside its type: the fields of AWS's `…EventDetails`, with JSON values in the place of texts. */
export interface EventDetails {
  /** Of a state that is entered or left, and of an iteration. */
  readonly name?: string;
  readonly input?: unknown;
  readonly output?: unknown;
  /** Of a state that is left: the variables that it set. */
  readonly assignedVariables?: unknown;
  readonly error?: string;
  readonly cause?: string;
  /** Of a task: the service, or `aws-sdk:` and the service, and the action with its pattern: `sendMessage.waitForTaskToken`. */
  readonly resourceType?: string;
  readonly resource?: string;
  readonly region?: string;
  readonly parameters?: unknown;
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
  readonly workerName?: string;
  /** Of a Map state: the number of its items. */
  readonly length?: number;
  /** Of an iteration, from 0. */
  readonly index?: number;
  readonly mapRunArn?: string;
  readonly roleArn?: string;
  readonly redriveCount?: number;
  /** Of an evaluation that failed: the field and the state. */
  readonly location?: string;
  readonly state?: string;
}

/** An event in the history of an execution. */
export interface HistoryEvent {
  /** The place in the history, from 1. */
  readonly id: number;
  /** The event that led to this one; 0 where none did. */
  readonly previousEventId: number;
  readonly type: HistoryEventType;
  readonly atMs: number;
  /** The state that it belongs to; undefined for those of the execution. */
  readonly stateName: string | undefined;
  /** The Parallel and Map states around it: "" at the top, else `Improve[1]/Crops[0]`. */
  readonly branch: string;
  readonly details: EventDetails;
}
