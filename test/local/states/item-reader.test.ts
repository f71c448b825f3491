import assert from "node:assert/strict";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { outputOf, runOne } from "./run-definition.ts";

const PROCESSOR = {
  ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
  StartAt: "Each",
  States: { Each: { Type: "Pass", End: true } },
};
const GET_OBJECT = "arn:aws:states:::s3:getObject";

function reading(ReaderConfig: object, fields: object = {}): object {
  const ItemReader = {
    Resource: GET_OBJECT,
    ReaderConfig,
    Parameters: { Bucket: "lists", "Key.$": "$.key" },
  };
  return { Type: "Map", ItemReader, ItemProcessor: PROCESSOR, End: true, ...fields };
}

/** The items of an object with this text. */
function itemsIn(Body: string, config: object, fields: object = {}): Promise<unknown> {
  return outputOf(reading(config, fields), { key: "list" }, { runTask: async () => ({ Body }) });
}

describe("ItemReader", () => {
  it("asks for the object that its parameters name", async () => {
    const calls: unknown[] = [];
    const runTask = async ({ resource, input, stateName }: TaskCall) => {
      calls.push({ resource, input, stateName });
      return { Body: "[1]" };
    };
    await outputOf(reading({ InputType: "JSON" }), { key: "a.json" }, { runTask });
    const input = { Bucket: "lists", Key: "a.json" };
    assert.deepEqual(calls, [{ resource: GET_OBJECT, input, stateName: "One" }]);
  });

  it("reads a list in JSON, or one inside it", async () => {
    assert.deepEqual(await itemsIn("[1, [2], null]", { InputType: "JSON" }), [1, [2], null]);
    const config = { InputType: "JSON", ItemsPointer: "/a~1b/1/~0" };
    assert.deepEqual(await itemsIn('{"a/b": [0, {"~": [7]}]}', config), [7]);
  });

  it("reads lines of JSON", async () => {
    assert.deepEqual(await itemsIn('{"a":1}\n\n{"a":2}\n', { InputType: "JSONL" }), [{ a: 1 }, { a: 2 }]);
  });

  it("reads delimited text by the names in its first line", async () => {
    const config = { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" };
    assert.deepEqual(await itemsIn("id,size\n1,2,3\n4\n", config), [
      { id: "1", size: "2" },
      { id: "4", size: "" },
    ]);
  });

  it("reads delimited text by given names", async () => {
    const config = { InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: ["a"], CSVDelimiter: "TAB" };
    assert.deepEqual(await itemsIn("1\t2\n3", config), [{ a: "1" }, { a: "3" }]);
  });

  it("takes no more than MaxItems, or what its path says", async () => {
    assert.deepEqual(await itemsIn("[1,2,3]", { InputType: "JSON", MaxItems: 2 }), [1, 2]);
    const state = reading({ InputType: "JSON", MaxItemsPath: "$.most" });
    const runTask = async () => ({ Body: "[1,2,3]" });
    assert.deepEqual(await outputOf(state, { key: "k", most: 1 }, { runTask }), [1]);
  });

  it("lists the objects of a bucket, page by page", async () => {
    const pages: Record<string, object> = {
      first: {
        Contents: [{ Key: "a", Size: 1, ETag: '"e"', LastModified: "2026-01-01T00:00:00.500Z" }],
        NextContinuationToken: "more",
      },
      more: { Contents: [{ Key: "b" }] },
    };
    const ItemReader = {
      Resource: "arn:aws:states:::s3:listObjectsV2",
      Arguments: { Bucket: "photos", Prefix: "{% $states.input.prefix %}" },
    };
    const ItemSelector = {
      key: "{% $states.context.Map.Item.Value.Key %}",
      at: "{% $states.context.Map.Item.Value.LastModified ? $states.context.Map.Item.Value.LastModified : 0 %}",
      from: "{% $states.context.Map.Item.Source %}",
    };
    const state = {
      Type: "Map",
      QueryLanguage: "JSONata",
      ItemReader,
      ItemSelector,
      ItemProcessor: PROCESSOR,
      End: true,
    };
    const runTask = async ({ input }: TaskCall) => {
      const { Prefix, ContinuationToken = "first" } = input as { Prefix: string; ContinuationToken?: string };
      assert.equal(Prefix, "new/");
      return pages[ContinuationToken];
    };
    assert.deepEqual(await outputOf(state, { prefix: "new/" }, { runTask }), [
      { key: "a", at: 1_767_225_600, from: "S3://photos" },
      { key: "b", at: 0, from: "S3://photos" },
    ]);
  });

  for (const [what, body, cause] of [
    ["a value that is no list", "{}", "Attempting to map over non-iterable node."],
    ["a text that is no JSON", "[1", "The dataset is not valid JSON."],
  ] as const) {
    it(`fails by name for ${what}`, async () => {
      await assert.rejects(itemsIn(body, { InputType: "JSON" }), { error: "States.ItemReaderFailed", cause });
    });
  }

  it("fails by name for an object that cannot be had, which Catch takes", async () => {
    const runTask = async () => {
      throw new StatesError("S3.NoSuchKey", "The specified key does not exist.");
    };
    const { error, cause } = await runOne(reading({ InputType: "JSON" }), { key: "k" }, { runTask });
    assert.deepEqual([error, cause], ["States.ItemReaderFailed", "The specified key does not exist."]);
  });

  it("refuses a format that only AWS reads", async () => {
    await assert.rejects(itemsIn("", { InputType: "MANIFEST" }), {
      name: "UserError",
      message:
        'state "One", ItemReader: Expected an InputType that can be read on this machine, CSV, JSON, JSONL, but found ' +
        "MANIFEST. Run this state machine on AWS, or give it another dataset here.",
    });
  });
});
