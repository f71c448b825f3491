import assert from "node:assert/strict";
import type { HistoryEvent } from "../../../local/states/history-event.ts";
import { StatesError } from "../../../local/states/states-error.ts";
import { eventNames, impatientClock, outputOf, runDefinition, runOne, START_MS } from "./run-definition.ts";

const HANGING = () => new Promise<never>(() => {});

describe("runStateMachine", () => {
  it("hands each state's output to the next", async () => {
    const result = await runDefinition({
      StartAt: "First",
      States: {
        First: { Type: "Pass", Result: 1, ResultPath: "$.first", Next: "Second" },
        Second: { Type: "Pass", Result: 2, ResultPath: "$.second", Next: "Done" },
        Done: { Type: "Succeed" },
      },
    });
    assert.equal(result.status, "SUCCEEDED");
    assert.deepEqual(result.output, { first: 1, second: 2 });
  });

  it("records and reports the history of a task", async () => {
    const seen: HistoryEvent[] = [];
    const state = {
      Type: "Task",
      Resource: "arn:aws:lambda:us-east-1:123456789012:function:work",
      End: true,
    };
    const result = await runOne(state, {}, { onEvent: (event) => seen.push(event) });
    assert.deepEqual(seen, result.events);
    assert.deepEqual(eventNames(result), [
      "ExecutionStarted",
      "TaskStateEntered One",
      "LambdaFunctionScheduled One",
      "LambdaFunctionStarted One",
      "LambdaFunctionSucceeded One",
      "TaskStateExited One",
      "ExecutionSucceeded",
    ]);
    assert.deepEqual(result.events[1], {
      id: 2,
      previousEventId: 0,
      type: "TaskStateEntered",
      atMs: START_MS,
      stateName: "One",
      branch: "",
      details: { name: "One", input: {} },
    });
  });

  it("gives states the context object", async () => {
    const state = { Type: "Pass", Parameters: { "all.$": "$$" }, End: true };
    assert.deepEqual(await outputOf(state, { a: 1 }), {
      all: {
        Execution: {
          Id: "arn:aws:states:eu-central-1:123456789012:execution:photos:first",
          Input: { a: 1 },
          Name: "first",
          RoleArn: "arn:role",
          StartTime: "2026-01-01T00:00:00.000Z",
          RedriveCount: 0,
        },
        StateMachine: { Id: "arn:aws:states:eu-central-1:123456789012:stateMachine:photos", Name: "photos" },
        State: { EnteredTime: "2026-01-01T00:00:00.000Z", Name: "One" },
      },
    });
  });

  it("fails with the error and cause that nothing caught", async () => {
    const result = await runOne({ Type: "Fail", Error: "Bad", Cause: "Too bad" });
    const { events, ...ending } = result;
    assert.deepEqual(ending, { status: "FAILED", error: "Bad", cause: "Too bad" });
    assert.deepEqual(eventNames(result), ["ExecutionStarted", "FailStateEntered One", "ExecutionFailed"]);
    assert.deepEqual(events.at(-1), {
      id: 3,
      previousEventId: 2,
      type: "ExecutionFailed",
      atMs: START_MS,
      stateName: undefined,
      branch: "",
      details: { error: "Bad", cause: "Too bad" },
    });
  });

  it("says where a field could not be evaluated", async () => {
    const { error, cause } = await runOne({ Type: "Pass", InputPath: "$.none", End: true });
    assert.equal(error, "States.Runtime");
    assert.equal(
      cause,
      "An error occurred while executing the state 'One' (entered at the event id #2). " +
        "Invalid path '$.none' : No results for path: $['none']",
    );
  });

  it("times out as a whole, whatever its states catch", async () => {
    const definition = {
      TimeoutSeconds: 60,
      StartAt: "One",
      States: {
        One: {
          Type: "Wait",
          Seconds: 61,
          Next: "Two",
        },
        Two: {
          Type: "Task",
          Resource: "arn:aws:lambda:us-east-1:123456789012:function:work",
          Catch: [{ ErrorEquals: ["States.ALL"], Next: "Two" }],
          End: true,
        },
      },
    };
    const { status, error, events } = await runDefinition(definition);
    assert.deepEqual({ status, error }, { status: "TIMED_OUT", error: undefined });
    assert.equal(events.at(-1)?.type, "ExecutionTimedOut");
    assert.equal(events.at(-1)?.atMs, START_MS + 60_000);
  });

  it("stops a hanging task when its time is up", async () => {
    const definition = {
      TimeoutSeconds: 5,
      StartAt: "One",
      States: {
        One: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:work", End: true },
      },
    };
    const result = await runDefinition(definition, { clock: impatientClock(), runTask: HANGING });
    assert.equal(result.status, "TIMED_OUT");
  });

  it("is aborted by its signal, and so are its tasks", async () => {
    const stop = new AbortController();
    const signals: AbortSignal[] = [];
    const runTask = ({ signal }: { readonly signal: AbortSignal }) => {
      signals.push(signal);
      stop.abort();
      return HANGING();
    };
    const state = {
      Type: "Task",
      Resource: "arn:aws:lambda:us-east-1:123456789012:function:work",
      Retry: [{ ErrorEquals: ["States.ALL"] }],
      End: true,
    };
    const result = await runOne(state, {}, { runTask, signal: stop.signal });
    assert.equal(result.status, "ABORTED");
    assert.equal(result.events.at(-1)?.type, "ExecutionAborted");
    assert.deepEqual(
      signals.map((signal) => signal.aborted),
      [true],
    );
  });

  it("is aborted also where the task answers the abort with an error of its own", async () => {
    const stop = new AbortController();
    const runTask = async () => {
      stop.abort();
      throw new StatesError("Stopped");
    };
    const state = {
      Type: "Task",
      Resource: "arn:aws:lambda:us-east-1:123456789012:function:work",
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Two" }],
      End: true,
    };
    const definition = { StartAt: "One", States: { One: state, Two: { Type: "Pass", End: true } } };
    assert.equal((await runDefinition(definition, { runTask, signal: stop.signal })).status, "ABORTED");
  });

  it("does not hide what breaks the task runner itself", async () => {
    const runTask = async () => {
      throw new TypeError("no such function");
    };
    const state = {
      Type: "Task",
      Resource: "arn:aws:lambda:us-east-1:123456789012:function:work",
      Retry: [{ ErrorEquals: ["States.ALL"] }],
      End: true,
    };
    await assert.rejects(runOne(state, {}, { runTask }), { name: "TypeError", message: "no such function" });
  });

  it("refuses a definition that is wrong before anything runs", async () => {
    await assert.rejects(runDefinition({ StartAt: "A", States: {} }), {
      name: "UserError",
      message:
        "state machine definition, States: Expected at least one state, but found none. Correct the definition.",
    });
  });
});
