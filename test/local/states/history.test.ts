import assert from "node:assert/strict";
import { historyEventOf } from "../../../local/states/history-api.ts";
import {
  createStateMachine,
  type ExecutionResult,
  execute,
} from "../../../local/states/run-state-machine.ts";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { eventNames, runDefinition, runOne, runOptions } from "./run-definition.ts";

const PASS = { StartAt: "In", States: { In: { Type: "Pass", End: true } } };

/** `5 ← 3 MapIterationStarted` */
function links({ events }: ExecutionResult): readonly string[] {
  return events.map(({ id, previousEventId, type }) => `${id} ← ${previousEventId} ${type}`);
}

describe("the history of an execution", () => {
  it("links each event to the one that led to it, branch by branch", async () => {
    const state = { Type: "Parallel", Branches: [PASS, { ...PASS, StartAt: "In" }], Next: "Last" };
    const second = { StartAt: "Other", States: { Other: { Type: "Pass", End: true } } };
    const States = { One: { ...state, Branches: [PASS, second] }, Last: { Type: "Succeed" } };
    assert.deepEqual(links(await runDefinition({ StartAt: "One", States })), [
      "1 ← 0 ExecutionStarted",
      "2 ← 0 ParallelStateEntered",
      "3 ← 2 ParallelStateStarted",
      "4 ← 3 PassStateEntered",
      "5 ← 4 PassStateExited",
      "6 ← 3 PassStateEntered",
      "7 ← 6 PassStateExited",
      "8 ← 7 ParallelStateSucceeded",
      "9 ← 8 ParallelStateExited",
      "10 ← 9 SucceedStateEntered",
      "11 ← 10 SucceedStateExited",
      "12 ← 11 ExecutionSucceeded",
    ]);
  });

  it("tells of the iterations of a Map state", async () => {
    const state = { Type: "Map", MaxConcurrency: 1, ItemProcessor: PASS, End: true };
    assert.deepEqual(links(await runOne(state, [1, 2])).slice(1, -1), [
      "2 ← 0 MapStateEntered",
      "3 ← 2 MapStateStarted",
      "4 ← 3 MapIterationStarted",
      "5 ← 4 PassStateEntered",
      "6 ← 5 PassStateExited",
      "7 ← 6 MapIterationSucceeded",
      "8 ← 3 MapIterationStarted",
      "9 ← 8 PassStateEntered",
      "10 ← 9 PassStateExited",
      "11 ← 10 MapIterationSucceeded",
      "12 ← 11 MapStateSucceeded",
      "13 ← 12 MapStateExited",
    ]);
  });

  it("tells of a task in the words of what it calls", async () => {
    const typesOf = async (Resource: string) => {
      const result = await runOne({ Type: "Task", Resource, End: true });
      return result.events
        .slice(2, -2)
        .map(({ type, details: { resourceType, resource } }) =>
          [type, resourceType, resource].filter((part) => part !== undefined).join(" "),
        );
    };
    assert.deepEqual(await typesOf("arn:aws:states:::aws-sdk:s3:getObject"), [
      "TaskScheduled aws-sdk:s3 getObject",
      "TaskStarted aws-sdk:s3 getObject",
      "TaskSucceeded aws-sdk:s3 getObject",
    ]);
    assert.deepEqual(await typesOf("arn:aws:states:::states:startExecution.sync:2"), [
      "TaskScheduled states startExecution.sync:2",
      "TaskStarted states startExecution.sync:2",
      "TaskSubmitted states startExecution.sync:2",
      "TaskSucceeded states startExecution.sync:2",
    ]);
    const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:resize";
    assert.deepEqual(await typesOf(functionArn), [
      `LambdaFunctionScheduled ${functionArn}`,
      "LambdaFunctionStarted",
      "LambdaFunctionSucceeded",
    ]);
  });

  it("tells of a JSONata expression that failed, and where", async () => {
    const state = {
      Type: "Pass",
      QueryLanguage: "JSONata",
      Output: { a: ["{% $error('no') %}"] },
      End: true,
    };
    const { events } = await runOne(state);
    const failed = events.find(({ type }) => type === "EvaluationFailed");
    assert.equal(failed?.details.location, "Output/a[0]");
    assert.equal(failed?.details.state, "One");
  });

  it("tells of the variables that a state has set", async () => {
    const result = await runOne({ Type: "Pass", Assign: { n: 1 }, End: true });
    assert.deepEqual(result.events.at(-2)?.details, { name: "One", output: {}, assignedVariables: { n: 1 } });
  });

  it("tells of what was at work when the execution was stopped", async () => {
    const stop = new AbortController();
    const runTask = async () => {
      stop.abort();
      return new Promise<never>(() => {});
    };
    const result = await runOne(
      { Type: "Task", Resource: "r", End: true },
      {},
      { runTask, signal: stop.signal },
    );
    assert.deepEqual(eventNames(result).slice(-2), ["TaskStateAborted One", "ExecutionAborted"]);
  });

  it("ends a workflow that never ends by the length of its history", async () => {
    const rule = { Variable: "$.end", IsPresent: true, Next: "C" };
    const states = {
      A: { Type: "Pass", Next: "B" },
      B: { Type: "Choice", Choices: [rule], Default: "A" },
      C: { Type: "Succeed" },
    };
    const { status, error, cause, events } = await runDefinition({ StartAt: "A", States: states });
    assert.deepEqual(
      { status, error, cause, last: events.at(-1)?.id },
      {
        status: "FAILED",
        error: "States.Runtime",
        cause: "The execution reached the maximum number of history events (25000).",
        last: 25_000,
      },
    );
  });

  it("is longer in an Express workflow, which has five minutes", async () => {
    const rule = { Variable: "$.end", IsPresent: true, Next: "C" };
    const states = {
      A: { Type: "Wait", Seconds: 1, Next: "B" },
      B: { Type: "Choice", Choices: [rule], Default: "A" },
      C: { Type: "Succeed" },
    };
    const loop = { StartAt: "A", States: states };
    const { status, events } = await execute(createStateMachine(loop, "EXPRESS"), runOptions());
    assert.equal(status, "TIMED_OUT");
    assert.equal(events.filter(({ type }) => type === "WaitStateEntered").length, 300);
  });

  it("has the shape of GetExecutionHistory, with texts for values", async () => {
    const runTask = async (_: TaskCall) => {
      throw new StatesError("Broken", "It broke");
    };
    const state = {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      TimeoutSeconds: 5,
      End: true,
    };
    const { events } = await runOne(state, { a: 1 }, { runTask });
    assert.deepEqual(events.map(historyEventOf).slice(1, 5), [
      {
        id: 2,
        previousEventId: 0,
        timestamp: 1_767_225_600,
        type: "TaskStateEntered",
        stateEnteredEventDetails: { name: "One", input: '{"a":1}', inputDetails: { truncated: false } },
      },
      {
        id: 3,
        previousEventId: 2,
        timestamp: 1_767_225_600,
        type: "TaskScheduled",
        taskScheduledEventDetails: {
          resourceType: "sqs",
          resource: "sendMessage",
          region: "eu-central-1",
          parameters: '{"a":1}',
          timeoutInSeconds: 5,
        },
      },
      {
        id: 4,
        previousEventId: 3,
        timestamp: 1_767_225_600,
        type: "TaskStarted",
        taskStartedEventDetails: { resourceType: "sqs", resource: "sendMessage" },
      },
      {
        id: 5,
        previousEventId: 4,
        timestamp: 1_767_225_600,
        type: "TaskFailed",
        taskFailedEventDetails: {
          resourceType: "sqs",
          resource: "sendMessage",
          error: "Broken",
          cause: "It broke",
        },
      },
    ]);
  });
});
