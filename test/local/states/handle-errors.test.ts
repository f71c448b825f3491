import assert from "node:assert/strict";
import type { ExecutionResult } from "../../../local/states/run-state-machine.ts";
import { StatesError } from "../../../local/states/states-error.ts";
import { eventNames, runDefinition, runOne, START_MS } from "./run-definition.ts";

const TASK = {
  Type: "Task",
  Resource: "arn:aws:states:::sqs:sendMessage",
  Parameters: { QueueUrl: "q", MessageBody: "m" },
  End: true,
};

/** A task that fails with each of the errors in turn, and then succeeds. */
function failing(...errors: readonly string[]) {
  const left = [...errors];
  return async () => {
    const error = left.shift();
    if (error !== undefined) throw new StatesError(error, `because of ${error}`);
    return "done";
  };
}

/** When each attempt began, in seconds from the start. */
function attemptSeconds({ events }: ExecutionResult): readonly number[] {
  return events.filter(({ type }) => type === "TaskStarted").map(({ atMs }) => (atMs - START_MS) / 1000);
}

const retry = (fields: object) => ({ ...TASK, Retry: [{ ErrorEquals: ["States.ALL"], ...fields }] });

const catching = (catcher: object, task: object = TASK) => ({
  StartAt: "One",
  States: {
    One: { ...task, Catch: [{ Next: "Caught", ...catcher }] },
    Caught: { Type: "Pass", End: true },
  },
});

describe("Retry", () => {
  it("waits 1 s, then twice as long each time, three times", async () => {
    const result = await runOne(retry({}), {}, { runTask: failing("A", "A", "A", "A") });
    assert.deepEqual(attemptSeconds(result), [0, 1, 3, 7]);
    assert.deepEqual([result.status, result.error], ["FAILED", "A"]);
  });

  it("goes on with the result of an attempt that succeeds", async () => {
    const result = await runOne(retry({}), {}, { runTask: failing("A") });
    assert.equal(result.output, "done");
    assert.deepEqual(eventNames(result).slice(4, 7), [
      "TaskFailed One",
      "TaskScheduled One",
      "TaskStarted One",
    ]);
  });

  it("follows interval, rate and the longest delay", async () => {
    const rule = { IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 10, MaxAttempts: 4 };
    const result = await runOne(retry(rule), {}, { runTask: failing("A", "A", "A", "A") });
    assert.deepEqual(attemptSeconds(result), [0, 2, 8, 18, 28]);
    assert.equal(result.status, "SUCCEEDED");
  });

  it("takes a random part of the delay with full jitter", async () => {
    const rule = { IntervalSeconds: 8, JitterStrategy: "FULL", MaxAttempts: 2 };
    const result = await runOne(retry(rule), {}, { runTask: failing("A", "A"), random: () => 0.25 });
    assert.deepEqual(attemptSeconds(result), [0, 2, 6]);
  });

  it("does not retry with MaxAttempts 0", async () => {
    const result = await runOne(retry({ MaxAttempts: 0 }), {}, { runTask: failing("A") });
    assert.deepEqual(attemptSeconds(result), [0]);
    assert.equal(result.error, "A");
  });

  it("counts the attempts of each rule on its own", async () => {
    const rules = [
      { ErrorEquals: ["A"], IntervalSeconds: 1, MaxAttempts: 1 },
      { ErrorEquals: ["B"], IntervalSeconds: 10, MaxAttempts: 1 },
    ];
    const result = await runOne({ ...TASK, Retry: rules }, {}, { runTask: failing("A", "B", "A") });
    assert.deepEqual(attemptSeconds(result), [0, 1, 11]);
    assert.equal(result.error, "A");
  });

  it("tells the attempts apart by the context's RetryCount", async () => {
    const counts: unknown[] = [];
    const task = failing("A", "A");
    const state = { ...retry({}), Parameters: { QueueUrl: "q", "MessageBody.$": "$$.State.RetryCount" } };
    const runTask = async ({ input }: { readonly input: unknown }) => {
      counts.push((input as { MessageBody: unknown }).MessageBody);
      return task();
    };
    await runOne(state, {}, { runTask });
    assert.deepEqual(counts, [0, 1, 2]);
  });

  it("does not take States.Runtime, whatever it names", async () => {
    const state = {
      ...retry({}),
      InputPath: "$.none",
      Catch: [{ ErrorEquals: ["States.Runtime"], Next: "One" }],
    };
    const result = await runOne(state);
    assert.equal(result.error, "States.Runtime");
    assert.equal(eventNames(result).at(-1), "ExecutionFailed");
  });

  it("runs a whole Parallel state again", async () => {
    const task = failing("A");
    const state = {
      Type: "Parallel",
      Branches: [{ StartAt: "In", States: { In: TASK } }],
      Retry: [{ ErrorEquals: ["A"] }],
      End: true,
    };
    const result = await runOne(state, {}, { runTask: task });
    assert.deepEqual(result.output, ["done"]);
    assert.deepEqual(attemptSeconds(result), [0, 1]);
  });
});

describe("Catch", () => {
  it("goes to its next state with error and cause", async () => {
    const result = await runDefinition(catching({ ErrorEquals: ["A"] }), { runTask: failing("A") });
    assert.deepEqual(result.output, { Error: "A", Cause: "because of A" });
    assert.deepEqual(eventNames(result).slice(4, 7), [
      "TaskFailed One",
      "TaskStateExited One",
      "PassStateEntered Caught",
    ]);
  });

  it("puts the error into the input at ResultPath", async () => {
    const definition = catching({ ErrorEquals: ["States.ALL"], ResultPath: "$.problem" });
    const { output } = await runDefinition(definition, { input: { id: 1 }, runTask: failing("A") });
    assert.deepEqual(output, { id: 1, problem: { Error: "A", Cause: "because of A" } });
  });

  it("comes only after the retries", async () => {
    const definition = catching({ ErrorEquals: ["A"] }, retry({ MaxAttempts: 1 }));
    const result = await runDefinition(definition, { runTask: failing("A", "A") });
    assert.deepEqual(attemptSeconds(result), [0, 1]);
    assert.deepEqual(result.output, { Error: "A", Cause: "because of A" });
  });

  it("takes no States.Runtime, not even one that names it", async () => {
    const Catch = [{ ErrorEquals: ["States.Runtime"], Next: "Last" }];
    const States = { One: { ...TASK, Catch, InputPath: "$.none" }, Last: { Type: "Succeed" } };
    const { error } = await runDefinition({ StartAt: "One", States });
    assert.equal(error, "States.Runtime");
  });

  it("takes the first catcher that names the error", async () => {
    const Catch = [
      { ErrorEquals: ["B"], Next: "ForB" },
      { ErrorEquals: ["States.TaskFailed"], Next: "ForTask" },
      { ErrorEquals: ["States.ALL"], Next: "ForAll" },
    ];
    const to = (Result: string) => ({ Type: "Pass", Result, End: true });
    const States = { One: { ...TASK, Catch }, ForB: to("b"), ForTask: to("task"), ForAll: to("all") };
    const caughtBy = async (error: string) =>
      (await runDefinition({ StartAt: "One", States }, { runTask: failing(error) })).output;
    assert.equal(await caughtBy("B"), "b");
    assert.equal(await caughtBy("A"), "task");
    assert.equal(await caughtBy("States.Timeout"), "all");
    assert.equal(await caughtBy("States.QueryEvaluationError"), "task");
  });

  it("has Output, Assign and $states.errorOutput in JSONata", async () => {
    const { Parameters: Arguments, ...rest } = TASK;
    const task = { ...rest, Arguments, QueryLanguage: "JSONata" };
    const catcher = {
      ErrorEquals: ["A"],
      Assign: { name: "{% $states.errorOutput.Error %}" },
      Output: { was: "{% $states.input.id %}", why: "{% $states.errorOutput.Cause %}" },
    };
    const definition = catching(catcher, task);
    const Caught = { Type: "Pass", Parameters: { "name.$": "$name", "in.$": "$" }, End: true };
    const { output } = await runDefinition(
      { ...definition, States: { ...definition.States, Caught } },
      { input: { id: 1 }, runTask: failing("A") },
    );
    assert.deepEqual(output, { name: "A", in: { was: 1, why: "because of A" } });
  });
});
