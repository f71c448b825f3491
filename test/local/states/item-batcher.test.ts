import assert from "node:assert/strict";
import { outputOf } from "./run-definition.ts";

function batching(ItemBatcher: object, fields: object = {}): object {
  const ItemProcessor = {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: "Each",
    States: { Each: { Type: "Pass", End: true } },
  };
  return { Type: "Map", ItemsPath: "$.items", ItemBatcher, ItemProcessor, End: true, ...fields };
}

describe("ItemBatcher", () => {
  it("gives each child several items", async () => {
    assert.deepEqual(await outputOf(batching({ MaxItemsPerBatch: 2 }), { items: [1, 2, 3] }), [
      { Items: [1, 2] },
      { Items: [3] },
    ]);
  });

  it("gives each child the same input beside them, and the items as they were selected", async () => {
    const batcher = { MaxItemsPerBatchPath: "$.most", BatchInput: { "of.$": "$.name" } };
    const state = batching(batcher, { ItemSelector: { "n.$": "$$.Map.Item.Value" } });
    assert.deepEqual(await outputOf(state, { items: [1, 2], most: 5, name: "list" }), [
      { BatchInput: { of: "list" }, Items: [{ n: 1 }, { n: 2 }] },
    ]);
  });

  it("makes no input of a child larger than asked, but leaves no item out", async () => {
    // {"Items":["aa","aa"]} has 21 bytes.
    const state = batching({ MaxInputBytesPerBatch: 21 });
    const long = "b".repeat(30);
    assert.deepEqual(await outputOf(state, { items: ["aa", "aa", "aa", long] }), [
      { Items: ["aa", "aa"] },
      { Items: ["aa"] },
      { Items: [long] },
    ]);
  });

  it("evaluates its fields in JSONata", async () => {
    const batcher = {
      MaxItemsPerBatch: "{% $states.input.most %}",
      BatchInput: { all: "{% $count($states.input.items) %}" },
    };
    const { ItemsPath: _, ...rest } = batching(batcher) as Record<string, unknown>;
    const state = { ...rest, QueryLanguage: "JSONata", Items: "{% $states.input.items %}" };
    assert.deepEqual(await outputOf(state, { items: [1, 2], most: 1 }), [
      { BatchInput: { all: 2 }, Items: [1] },
      { BatchInput: { all: 2 }, Items: [2] },
    ]);
  });
});
