import assert from "node:assert/strict";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { eventNames, outputOf, runOne, START_MS } from "./run-definition.ts";

const EACH = {
  StartAt: "Each",
  States: {
    Each: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:work", End: true },
  },
};
const WAIT = { StartAt: "Each", States: { Each: { Type: "Wait", Seconds: 10, End: true } } };
const MAP = { Type: "Map", ItemProcessor: EACH, End: true };

describe("a Map state", () => {
  it("runs its processor for each item of its input", async () => {
    const runTask = async ({ input }: TaskCall) => Number(input) * 2;
    assert.deepEqual(await outputOf(MAP, [1, 2, 3], { runTask }), [2, 4, 6]);
  });

  it("gives an empty array for no items", async () => {
    assert.deepEqual(await outputOf(MAP, []), []);
  });

  it("takes its items from ItemsPath and shapes each with ItemSelector", async () => {
    const ItemSelector = {
      "item.$": "$$.Map.Item.Value",
      "index.$": "$$.Map.Item.Index",
      "album.$": "$.album",
    };
    assert.deepEqual(
      await outputOf({ ...MAP, ItemsPath: "$.list", ItemSelector }, { album: "a", list: ["x", "y"] }),
      [
        { item: "x", index: 0, album: "a" },
        { item: "y", index: 1, album: "a" },
      ],
    );
  });

  it("knows the older names Iterator and Parameters", async () => {
    const state = { Type: "Map", Iterator: EACH, Parameters: { "v.$": "$$.Map.Item.Value" }, End: true };
    assert.deepEqual(await outputOf(state, [1, 2]), [{ v: 1 }, { v: 2 }]);
  });

  it("takes its items from a JSONata expression", async () => {
    const state = {
      ...MAP,
      QueryLanguage: "JSONata",
      Items: "{% $states.input.list[$ > 1] %}",
      ItemSelector: { n: "{% $states.context.Map.Item.Value %}", at: "{% $states.context.Map.Item.Index %}" },
      Output: "{% $states.result.n %}",
    };
    assert.deepEqual(await outputOf(state, { list: [1, 2, 3] }), [2, 3]);
  });

  it("runs at most MaxConcurrency iterations at a time", async () => {
    const durationMs = async (fields: object, count: number) => {
      const items = Array.from({ length: count }, (_, index) => index);
      const { events } = await runOne(
        { ...MAP, ItemProcessor: WAIT, ItemsPath: "$.items", ...fields },
        { items, limit: 2 },
      );
      return (events.at(-1)?.atMs ?? 0) - START_MS;
    };
    assert.equal(await durationMs({ MaxConcurrency: 1 }, 3), 30_000);
    assert.equal(await durationMs({ MaxConcurrencyPath: "$.limit" }, 3), 20_000);
    assert.equal(await durationMs({}, 40), 10_000);
    assert.equal(await durationMs({}, 41), 20_000);
  });

  it("fails as its iteration does, and aborts the others", async () => {
    const runTask = async ({ input }: TaskCall) => {
      if (input === 2) throw new StatesError("Broken", "It broke");
      return new Promise<never>(() => {});
    };
    const result = await runOne({ ...MAP, MaxConcurrency: 2 }, [1, 2, 3], { runTask });
    assert.deepEqual([result.status, result.error, result.cause], ["FAILED", "Broken", "It broke"]);
    assert.deepEqual(eventNames(result).slice(-5), [
      "MapIterationAborted One[0]/One",
      "TaskStateAborted One[0]/Each",
      "MapIterationFailed One[1]/One",
      "MapStateFailed One",
      "ExecutionFailed",
    ]);
    assert.equal(eventNames(result).includes("MapIterationStarted One[2]/One"), false);
  });

  it("keeps the outer item apart from the inner one", async () => {
    const show = { Type: "Pass", Parameters: { "inner.$": "$$.Map.Item.Value" }, End: true };
    const inner = {
      Type: "Map",
      ItemProcessor: { StartAt: "Show", States: { Show: show } },
      ResultPath: "$.inner",
      Next: "After",
    };
    const After = { Type: "Pass", Parameters: { "outer.$": "$$.Map.Item.Value" }, End: true };
    const wrap = { Type: "Pass", Parameters: ["a"], Next: "Inner" };
    const processor = {
      StartAt: "Wrap",
      States: { Wrap: wrap, Inner: { ...inner, ResultPath: "$" }, After },
    };
    assert.deepEqual(await outputOf({ ...MAP, ItemProcessor: processor }, ["x"]), [{ outer: "x" }]);
  });

  it("refuses items that are no array", async () => {
    const cause = "An error occurred while executing the state 'One' (entered at the event id #2). ";
    await assert.rejects(outputOf({ ...MAP, ItemsPath: "$.list" }, { list: 1 }), {
      error: "States.Runtime",
      cause: `${cause}Reference path "$.list" must point to array.`,
    });
    await assert.rejects(outputOf({ ...MAP, ItemsPath: "$.a.list" }, { a: {} }), {
      error: "States.ReferencePathConflict",
      cause: `${cause}Unable to apply step "list" to input {"a":{}}`,
    });
    const jsonata = { ...MAP, QueryLanguage: "JSONata", Items: "{% $states.input.list %}" };
    await assert.rejects(outputOf(jsonata, { list: 1 }), {
      error: "States.QueryEvaluationError",
      cause:
        `${cause}The JSONata expression '$states.input.list' specified for the field 'Items' returned an ` +
        "unexpected result type. Expected 'array', but was 'number' for value: 1",
    });
  });
});
