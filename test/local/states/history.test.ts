import assert from "node:assert/strict";
import type { Clock } from "../../../local/states/clock.ts";
import { historyEventOf } from "../../../local/states/history-api.ts";
import {
  createStateMachine,
  type ExecutionResult,
  execute,
} from "../../../local/states/run-state-machine.ts";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { runDefinition, runOne, runOptions } from "./run-definition.ts";

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
      "9 ← 7 ParallelStateExited",
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
      "13 ← 11 MapStateExited",
    ]);
  });

  it("follows the run of a distributed Map state, and goes on from its start", async () => {
    const ItemProcessor = { ...PASS, ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } };
    const result = await runOne({ Type: "Map", ItemProcessor, End: true }, [1]);
    assert.deepEqual(links(result).slice(3), [
      "4 ← 3 MapRunStarted",
      "5 ← 4 MapRunSucceeded",
      "6 ← 5 MapStateSucceeded",
      "7 ← 4 MapStateExited",
      "8 ← 7 ExecutionSucceeded",
    ]);
  });

  it("tells that a state with branches has failed once none of its retries is left", async () => {
    const Branches = [{ StartAt: "In", States: { In: { Type: "Fail", Error: "Broken" } } }];
    const Retry = [{ ErrorEquals: ["States.ALL"], MaxAttempts: 1 }];
    assert.deepEqual(links(await runOne({ Type: "Parallel", Branches, Retry, End: true })).slice(1), [
      "2 ← 0 ParallelStateEntered",
      "3 ← 2 ParallelStateStarted",
      "4 ← 3 FailStateEntered",
      "5 ← 4 ParallelStateStarted",
      "6 ← 5 FailStateEntered",
      "7 ← 6 ParallelStateFailed",
      "8 ← 7 ExecutionFailed",
    ]);
  });

  it("tells of a state of which nothing can be caught only by the end of the execution", async () => {
    const In = { Type: "Pass", Parameters: { "x.$": "$.none" }, End: true };
    const ItemProcessor = { StartAt: "In", States: { In } };
    assert.deepEqual(links(await runOne({ Type: "Map", ItemProcessor, End: true }, [1])).slice(3), [
      "4 ← 3 MapIterationStarted",
      "5 ← 4 PassStateEntered",
      "6 ← 5 ExecutionFailed",
    ]);
  });

  it("tells of a task that ends its branch, and goes on from the task's failure", async () => {
    const task = {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: { QueueUrl: "q", MessageBody: "m" },
      End: true,
    };
    const Branches = [{ StartAt: "In", States: { In: task } }];
    const Catch = [{ ErrorEquals: ["States.ALL"], Next: "Last" }];
    const States = {
      One: { Type: "Parallel", Branches, Catch, End: true },
      Last: { Type: "Succeed" },
    };
    const runTask = async () => {
      throw new StatesError("Broken");
    };
    const result = await runDefinition({ StartAt: "One", States }, { runTask });
    assert.deepEqual(links(result).slice(6, 10), [
      "7 ← 6 TaskFailed",
      "8 ← 7 TaskStateAborted",
      "9 ← 7 ParallelStateFailed",
      "10 ← 9 ParallelStateExited",
    ]);
  });

  it("ends with the time that is up, whatever was at work", async () => {
    const States = { One: { Type: "Wait", Seconds: 3, End: true } };
    const result = await runDefinition({ StartAt: "One", TimeoutSeconds: 1, States });
    assert.deepEqual(links(result).slice(1), ["2 ← 0 WaitStateEntered", "3 ← 0 ExecutionTimedOut"]);
    assert.deepEqual(result.events.at(-1)?.details, { error: "States.Timeout" });
  });

  it("tells of a task in the words of what it calls", async () => {
    const typesOf = async (Resource: string) => {
      const result = await runOne({
        Type: "Task",
        Resource,
        Parameters: { StateMachineArn: "m" },
        End: true,
      });
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

  it("tells only of the stop when the execution was stopped", async () => {
    const stop = new AbortController();
    const runTask = async () => {
      stop.abort();
      return new Promise<never>(() => {});
    };
    const result = await runOne(
      {
        Type: "Task",
        Resource: "arn:aws:states:::sqs:sendMessage",
        Parameters: { QueueUrl: "q", MessageBody: "m" },
        End: true,
      },
      {},
      { runTask, signal: stop.signal },
    );
    assert.deepEqual(links(result).slice(-2), ["4 ← 3 TaskStarted", "5 ← 0 ExecutionAborted"]);
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

  it("has one time for the events of one moment: a task takes time while it is called or waits to be retried", async () => {
    let nowMs = 0;
    const clock: Clock = { nowMs: () => ++nowMs, sleep: async () => {} };
    const runTask = async () => {
      if (nowMs < 5) throw new StatesError("Busy");
      return {};
    };
    const Resource = "arn:aws:lambda:us-east-1:123456789012:function:busy";
    const task = { Type: "Task", Resource, Retry: [{ ErrorEquals: ["Busy"] }], End: true };
    const { events } = await runOne(task, {}, { clock, runTask });
    const moments = [...new Set(events.map(({ atMs }) => atMs))];
    const typesAt = (ms: number) => events.filter(({ atMs }) => atMs === ms).map(({ type }) => type);
    assert.deepEqual(
      moments.map((ms) => typesAt(ms).join(" ")),
      [
        "ExecutionStarted",
        "TaskStateEntered LambdaFunctionScheduled LambdaFunctionStarted",
        "LambdaFunctionFailed",
        "LambdaFunctionScheduled LambdaFunctionStarted",
        "LambdaFunctionSucceeded TaskStateExited",
        "ExecutionSucceeded",
      ],
    );
  });

  it("has the shape of GetExecutionHistory, with texts for values", async () => {
    const runTask = async (_: TaskCall) => {
      throw new StatesError("Broken", "It broke");
    };
    const state = {
      Type: "Task",
      Resource: "arn:aws:states:::sqs:sendMessage",
      Parameters: { QueueUrl: "q", "MessageBody.$": "$.a" },
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
          parameters: '{"QueueUrl":"q","MessageBody":1}',
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
