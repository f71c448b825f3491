import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { type Clock, simulatedClock } from "../../../local/states/clock.ts";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { outputOf, runOne } from "./run-definition.ts";

const PROCESSOR = {
  ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
  StartAt: "Each",
  States: { Each: { Type: "Pass", End: true } },
};
/** A Parquet file with the columns `id` (64 bits), `name` and `at`, as hyparquet-writer makes it. */
const TWO_ROWS =
  "UEFSMRUGFSQVKFwVBBUAFQQVABUEFQAAAAMDEDwBAAAAAAAAAAIAAAAAAAAAFQYVDhUSXBUEFQIVBBUAFQQVAAAAAwEFEAEAAABh" +
  "FQYVFBUYXBUEFQIVBBUAFQQVAAAAAwEIHACo2nabAQAAFQQZTEgEcm9vdBUGABUEJQIYAmlkABUMJQIYBG5hbWUlAAAVBCUCGAJh" +
  "dCUSABYEGRwZPCYIHBUEGRUAGRgCaWQVAhYEFk4WUiYIPDYAKAgCAAAAAAAAABgIAQAAAAAAAAAAGRwVBhUAFQIAAAAmWhwVDBkV" +
  "ABkYBG5hbWUVAhYEFjgWPCZaPDYCKAFhGAFhABkcFQYVABUCAAAAJpYBHBUEGRUAGRgCYXQVAhYEFj4WQiaWATw2AigIAKjadpsB" +
  "AAAYCACo2nabAQAAABkcFQYVABUCAAAAFsQBFgQ20AEAKAloeXBhcnF1ZXQZPBwAABwAABwAAAD4AAAAUEFSMQ==";
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

  it("reads the fields of an object in JSON one by one, with their names", async () => {
    const config = { InputType: "JSON" };
    assert.deepEqual(await itemsIn('{"a": 1, "b": [2]}', config), [
      { Key: "a", Value: 1 },
      { Key: "b", Value: [2] },
    ]);
    const ItemSelector = { "at.$": "$$.Map.Item.Key", "of.$": "$$.Map.Item.Value" };
    assert.deepEqual(await itemsIn('{"a": 1}', config, { ItemSelector }), [{ at: "a", of: 1 }]);
  });

  it("fails by name for less than no items", async () => {
    const state = reading({ InputType: "JSON", MaxItemsPath: "$.most" });
    const runTask = async () => ({ Body: "[1]" });
    const { error, cause } = await runOne(state, { key: "k", most: -1 }, { runTask });
    assert.deepEqual([error, cause], ["States.ItemReaderFailed", "field MaxItems must be positive"]);
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
    ["a value that is no list", "1", "Attempting to map over non-iterable node."],
    ["a text that is no JSON", "[1", "The dataset is not valid JSON."],
  ] as const) {
    it(`fails by name for ${what}`, async () => {
      await assert.rejects(itemsIn(body, { InputType: "JSON" }), { error: "States.ItemReaderFailed", cause });
    });
  }

  it("fails by name for a pointer that leads nowhere", async () => {
    await assert.rejects(itemsIn('{"a":[]}', { InputType: "JSON", ItemsPointer: "/b" }), {
      error: "States.ItemReaderFailed",
      cause: "The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.",
    });
  });

  it("fails by name for an object that cannot be had, which Catch takes", async () => {
    const runTask = async () => {
      throw new StatesError("S3.NoSuchKey", "The specified key does not exist.");
    };
    const { error, cause } = await runOne(reading({ InputType: "JSON" }), { key: "k" }, { runTask });
    assert.deepEqual([error, cause], ["States.ItemReaderFailed", "The specified key does not exist."]);
  });

  it("reads all files of an inventory, packed or not, by the names in its manifest", async () => {
    const manifest = {
      sourceBucket: "photos",
      destinationBucket: "arn:aws:s3:::lists",
      fileFormat: "CSV",
      fileSchema: "Bucket, Key, Size",
      files: [{ key: "data/1.csv.gz" }, { key: "data/2.csv" }],
    };
    const bodies: Readonly<Record<string, unknown>> = {
      "manifest.json": JSON.stringify(manifest),
      "data/1.csv.gz": gzipSync('"photos","a b.jpg","7"\n"photos","c.jpg",""\n'),
      "data/2.csv": '"photos","d.jpg","9"\n',
    };
    const asked: unknown[] = [];
    const runTask = async ({ input, takesBytes = false }: TaskCall) => {
      const { Bucket, Key } = input as { readonly Bucket: string; readonly Key: string };
      asked.push([Bucket, Key, takesBytes]);
      return { Body: bodies[Key] };
    };
    const state = reading({ InputType: "MANIFEST" });
    assert.deepEqual(await outputOf(state, { key: "manifest.json" }, { runTask }), [
      { Bucket: "photos", Key: "a b.jpg", Size: "7" },
      { Bucket: "photos", Key: "c.jpg", Size: "" },
      { Bucket: "photos", Key: "d.jpg", Size: "9" },
    ]);
    assert.deepEqual(asked, [
      ["lists", "manifest.json", false],
      ["lists", "data/1.csv.gz", true],
      ["lists", "data/2.csv", true],
    ]);
  });

  it("lets the clock stand until an object is not only there, but read", async () => {
    let depth = 0;
    const depths: number[] = [];
    const clock: Clock = {
      ...simulatedClock(),
      async during(work) {
        depth += 1;
        depths.push(depth);
        const result = await work();
        depth -= 1;
        depths.push(depth);
        return result;
      },
    };
    const runTask = async () => ({ Body: Buffer.from(TWO_ROWS, "base64") });
    await outputOf(reading({ InputType: "PARQUET" }), { key: "k" }, { runTask, clock });
    assert.deepEqual(depths, [1, 2, 1, 0]);
  });

  it("reads the rows of a Parquet file", async () => {
    const runTask = async () => ({ Body: Buffer.from(TWO_ROWS, "base64") });
    assert.deepEqual(await outputOf(reading({ InputType: "PARQUET" }), { key: "k" }, { runTask }), [
      { id: 1, name: "a", at: "2026-01-01T00:00:00.000Z" },
      { id: 2, name: null, at: null },
    ]);
  });

  for (const [what, body, InputType, cause] of [
    [
      "a manifest of another kind",
      "{}",
      "MANIFEST",
      "The dataset is not the manifest of an Amazon S3 inventory.",
    ],
    [
      "an inventory in ORC",
      JSON.stringify({
        destinationBucket: "arn:aws:s3:::lists",
        fileFormat: "ORC",
        files: [{ key: "list" }],
      }),
      "MANIFEST",
      "The fileFormat ORC is not supported.",
    ],
    [
      "bytes that are no Parquet file",
      "PAR1 but no more",
      "PARQUET",
      "The dataset is not a Parquet file that can be read: parquet file invalid (footer != PAR1)",
    ],
  ] as const) {
    it(`fails by name for ${what}`, async () => {
      await assert.rejects(itemsIn(body, { InputType }), { error: "States.ItemReaderFailed", cause });
    });
  }

  it("refuses a format that only AWS reads", async () => {
    await assert.rejects(itemsIn("", { InputType: "CSV", ManifestType: "ATHENA_DATA" }), {
      name: "UserError",
      message:
        'state "One", ItemReader: Expected an InputType that can be read on this machine, CSV, JSON, JSONL, MANIFEST, PARQUET, ' +
        "but found CSV of ATHENA_DATA. Run this state machine on AWS, or give it another dataset here.",
    });
  });
});
