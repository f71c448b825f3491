import assert from "node:assert/strict";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { eventNames, impatientClock, outputOf, runDefinition, runOne, START_MS } from "./run-definition.ts";

const TASK = { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:work", End: true };

const hanging = () => new Promise<never>(() => {});

describe("a Task state", () => {
  it("asks for its work with resource, input, name and context", async () => {
    const calls: TaskCall[] = [];
    const runTask = async (call: TaskCall) => {
      calls.push(call);
      return "done";
    };
    const output = await outputOf({ ...TASK, Parameters: { "id.$": "$.id" } }, { id: 7 }, { runTask });
    assert.equal(output, "done");
    const { resource, input, stateName, context } = calls[0] as TaskCall;
    assert.deepEqual(
      [resource, input, stateName],
      ["arn:aws:lambda:us-east-1:123456789012:function:work", { id: 7 }, "One"],
    );
    assert.equal((context as { Execution: { Name: string } }).Execution.Name, "first");
  });

  it("takes no answer as null", async () => {
    assert.equal(await outputOf(TASK, {}, { runTask: async () => undefined }), null);
  });

  it("fails as its work does", async () => {
    const runTask = async () => {
      throw new StatesError("DamagedPhoto", "It ends too early");
    };
    const result = await runOne(TASK, {}, { runTask });
    assert.deepEqual(
      [result.status, result.error, result.cause],
      ["FAILED", "DamagedPhoto", "It ends too early"],
    );
    assert.deepEqual(eventNames(result).slice(-2), ["LambdaFunctionFailed One", "ExecutionFailed"]);
  });

  it("times out, and aborts its work", async () => {
    const signals: AbortSignal[] = [];
    const runTask = ({ signal }: TaskCall) => {
      signals.push(signal);
      return hanging();
    };
    const result = await runOne({ ...TASK, TimeoutSeconds: 30 }, {}, { runTask, clock: impatientClock() });
    const { status, error, cause, events } = result;
    assert.deepEqual([status, error, cause], ["FAILED", "States.Timeout", undefined]);
    assert.equal(events.at(-2)?.type, "LambdaFunctionTimedOut");
    assert.equal(events.at(-2)?.atMs, START_MS + 30_000);
    assert.equal(signals[0]?.aborted, true);
  });

  it("reads its timeout from the input", async () => {
    const options = { runTask: hanging, clock: impatientClock() };
    const { events } = await runOne({ ...TASK, TimeoutSecondsPath: "$.limit" }, { limit: 7 }, options);
    assert.equal(events.at(-1)?.atMs, START_MS + 7000);
  });

  it("refuses a timeout that is no integer", async () => {
    const { error, cause } = await runOne({ ...TASK, TimeoutSecondsPath: "$.limit" }, { limit: "soon" });
    assert.equal(error, "States.Runtime");
    assert.equal(
      cause,
      "An error occurred while executing the state 'One' (entered at the event id #2). " +
        `The TimeoutSecondsPath field refers to value "soon" which is not a valid integer: $.limit`,
    );
  });

  it("fails when its work shows no sign of life", async () => {
    const options = { runTask: hanging, clock: impatientClock() };
    const { error, events } = await runOne(
      { ...TASK, HeartbeatSeconds: 10, TimeoutSeconds: 60 },
      {},
      options,
    );
    assert.equal(error, "States.Timeout");
    assert.equal(events.at(-1)?.atMs, START_MS + 10_000);
  });

  for (const name of ["States.Timeout", "States.HeartbeatTimeout"]) {
    it(`lets ${name} take that it shows no sign of life`, async () => {
      const Catch = [{ ErrorEquals: [name], Next: "Last" }];
      const States = { One: { ...TASK, HeartbeatSeconds: 10, Catch }, Last: { Type: "Succeed" } };
      const options = { runTask: hanging, clock: impatientClock() };
      const { output } = await runDefinition({ StartAt: "One", States }, options);
      assert.deepEqual(output, { Error: "States.Timeout", Cause: "" });
    });
  }

  it("goes on as long as its work shows signs of life", async () => {
    const clock = impatientClock();
    const runTask = async ({ heartbeat, signal }: TaskCall) => {
      for (let beats = 0; beats < 3; beats += 1) {
        await clock.sleep(8000, signal);
        heartbeat();
      }
      return "late";
    };
    assert.equal(await outputOf({ ...TASK, HeartbeatSeconds: 10 }, {}, { runTask, clock }), "late");
  });

  it("lets the simulated clock stand still while work runs", async () => {
    const runTask = () => new Promise((resolve) => setImmediate(() => setImmediate(() => resolve("done"))));
    const { events } = await runOne({ ...TASK, TimeoutSeconds: 60 }, {}, { runTask });
    assert.equal(events.at(-1)?.type, "ExecutionSucceeded");
    assert.equal(events.at(-1)?.atMs, START_MS);
  });
});
