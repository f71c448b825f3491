import assert from "node:assert/strict";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { eventNames, outputOf, runDefinition, runOne, START_MS } from "./run-definition.ts";

const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:";
const task = (name: string) => ({
  StartAt: name,
  States: { [name]: { Type: "Task", Resource: `${FUNCTION}${name}`, End: true } },
});

const wait = (name: string, Seconds: number) => ({
  StartAt: name,
  States: { [name]: { Type: "Wait", Seconds, End: true } },
});

describe("a Parallel state", () => {
  it("gives the outputs of its branches in their order", async () => {
    const late = {
      StartAt: "Late",
      States: {
        Late: { Type: "Wait", Seconds: 9, Next: "Named" },
        Named: { Type: "Pass", Result: "late", End: true },
      },
    };
    const early = { StartAt: "Early", States: { Early: { Type: "Pass", Result: "early", End: true } } };
    assert.deepEqual(await outputOf({ Type: "Parallel", Branches: [late, early], End: true }), [
      "late",
      "early",
    ]);
  });

  it("runs its branches at the same time", async () => {
    const { events } = await runOne({
      Type: "Parallel",
      Branches: [wait("A", 10), wait("B", 15)],
      End: true,
    });
    assert.equal(events.at(-1)?.atMs, START_MS + 15_000);
  });

  it("hands the same input to all, as Parameters or Arguments say", async () => {
    const Branches = [task("A"), task("B")];
    const input = { id: 1, more: 2 };
    const path = { Type: "Parallel", Parameters: { "id.$": "$.id" }, Branches, End: true };
    assert.deepEqual(await outputOf(path, input), [{ id: 1 }, { id: 1 }]);
    const jsonata = {
      Type: "Parallel",
      QueryLanguage: "JSONata",
      Arguments: "{% $states.input.id %}",
      Branches,
      End: true,
    };
    assert.deepEqual(await outputOf(jsonata, input), [1, 1]);
  });

  it("shapes the result with ResultSelector and ResultPath", async () => {
    const state = {
      Type: "Parallel",
      Branches: [task("A"), task("B")],
      ResultSelector: { "first.$": "$[0].id" },
      ResultPath: "$.result",
      End: true,
    };
    assert.deepEqual(await outputOf(state, { id: 1 }), { id: 1, result: { first: 1 } });
  });

  it("fails as its branch does, and aborts the others", async () => {
    const signals: AbortSignal[] = [];
    const runTask = async ({ resource, signal }: TaskCall) => {
      if (resource === `${FUNCTION}B`) throw new StatesError("Broken", "It broke");
      signals.push(signal);
      return new Promise<never>(() => {});
    };
    const state = { Type: "Parallel", Branches: [task("A"), task("B"), wait("C", 60)], End: true };
    const result = await runOne(state, {}, { runTask });
    assert.deepEqual([result.status, result.error, result.cause], ["FAILED", "Broken", "It broke"]);
    assert.equal(signals[0]?.aborted, true);
    assert.equal(result.events.at(-1)?.atMs, START_MS);
    assert.deepEqual(eventNames(result).slice(-4), [
      "WaitStateAborted One[2]/C",
      "TaskStateAborted One[0]/A",
      "ParallelStateFailed One",
      "ExecutionFailed",
    ]);
  });

  it("shows its branches the variables around them", async () => {
    const Assigning = { Type: "Pass", Assign: { inner: 1 }, Next: "Showing" };
    const Showing = { Type: "Pass", Parameters: { "inner.$": "$inner", "outer.$": "$outer" }, End: true };
    const Branches = [{ StartAt: "Assigning", States: { Assigning, Showing } }];
    const States = {
      First: { Type: "Pass", Assign: { outer: 2 }, Next: "Both" },
      Both: { Type: "Parallel", Branches, End: true },
    };
    assert.deepEqual((await runDefinition({ StartAt: "First", States })).output, [{ inner: 1, outer: 2 }]);
  });

  it("keeps the variables of a branch to itself", async () => {
    const Assigning = { Type: "Pass", Assign: { inner: 1 }, End: true };
    const Waiting = { Type: "Wait", Seconds: 1, Next: "Reading" };
    const Reading = { Type: "Pass", Parameters: { "inner.$": "$inner" }, End: true };
    const Branches = [
      { StartAt: "Assigning", States: { Assigning } },
      { StartAt: "Waiting", States: { Waiting, Reading } },
    ];
    const { status, error } = await runOne({ Type: "Parallel", Branches, End: true });
    assert.deepEqual([status, error], ["FAILED", "States.Runtime"]);
  });
});
