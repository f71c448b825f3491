import assert from "node:assert/strict";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { outputOf, runOne, START_MS } from "./run-definition.ts";

const MAP = { Type: "Map", ItemsPath: "$.items", End: true };
const CONFIG = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };

function processor(state: object): object {
  return { ProcessorConfig: CONFIG, StartAt: "Each", States: { Each: { ...state, End: true } } };
}

const TASKS = { ...MAP, ItemProcessor: processor({ Type: "Task", Resource: "r" }) };

/** Fails for every item below 0. */
const runTask = async ({ input }: TaskCall): Promise<unknown> => {
  if (Number(input) < 0) throw new StatesError("Negative", String(input));
  return input;
};

describe("a Map state of mode DISTRIBUTED", () => {
  it("gives the outputs of its child executions in order", async () => {
    assert.deepEqual(await outputOf(TASKS, { items: [3, 1, 2] }, { runTask }), [3, 1, 2]);
  });

  it("runs more at once than an inline one, and no more than MaxConcurrency", async () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    const durationMs = async (fields: object) => {
      const state = { ...MAP, ItemProcessor: processor({ Type: "Wait", Seconds: 10 }), ...fields };
      const { events } = await runOne(state, { items });
      return (events.at(-1)?.atMs ?? 0) - START_MS;
    };
    assert.equal(await durationMs({}), 10_000);
    assert.equal(await durationMs({ MaxConcurrency: 50 }), 20_000);
  });

  it("fails with a name of its own when one child execution fails", async () => {
    await assert.rejects(outputOf(TASKS, { items: [1, -1] }, { runTask }), {
      error: "States.ExceedToleratedFailureThreshold",
      cause: "The specified tolerated failure threshold was exceeded",
    });
  });

  const items = [1, -1, 2, -2];
  for (const fields of [
    { ToleratedFailureCount: 2 },
    { ToleratedFailureCountPath: "$.two" },
    { ToleratedFailurePercentage: 50 },
    { ToleratedFailureCount: 3, ToleratedFailurePercentage: 60 },
  ]) {
    it(`puts up with two failures of four with ${JSON.stringify(fields)}`, async () => {
      const input = { items, two: 2 };
      assert.deepEqual(await outputOf({ ...TASKS, ...fields }, input, { runTask }), [1, 2]);
    });
  }

  for (const fields of [
    { ToleratedFailureCount: 1 },
    { ToleratedFailurePercentage: 49.9 },
    { ToleratedFailureCount: 2, ToleratedFailurePercentage: 25 },
  ]) {
    it(`does not with ${JSON.stringify(fields)}`, async () => {
      const { error } = await runOne({ ...TASKS, ...fields }, { items }, { runTask });
      assert.equal(error, "States.ExceedToleratedFailureThreshold");
    });
  }

  it("gives its children neither its variables nor its item, but an execution of their own", async () => {
    const Parameters = {
      "of.$": "$$.StateMachine.Id",
      "id.$": "$$.Execution.Id",
      "input.$": "$$.Execution.Input",
    };
    const state = { ...MAP, Label: "each", ItemProcessor: processor({ Type: "Pass", Parameters }) };
    const [child, other] = (await outputOf(state, { items: ["a", "b"] })) as readonly Record<
      string,
      string
    >[];
    assert.deepEqual([child?.of, child?.input, other?.input], ["arn:machine/each", "a", "b"]);
    assert.match(child?.id ?? "", /^arn:machine\/each:[0-9a-f-]{36}$/);
    assert.notEqual(child?.id, other?.id);
    const asking = {
      ...MAP,
      ItemProcessor: processor({ Type: "Pass", Parameters: { "x.$": "$$.Map.Item.Value" } }),
    };
    const { error } = await runOne({ ...asking, ToleratedFailureCount: 0 }, { items: [1] });
    assert.equal(error, "States.ExceedToleratedFailureThreshold");
  });
});
