import assert from "node:assert/strict";
import { StatesError } from "../../../local/states/states-error.ts";
import type { TaskCall } from "../../../local/states/task-call.ts";
import { impatientClock, outputOf, runOne } from "./run-definition.ts";

const PUT_OBJECT = "arn:aws:states:::s3:putObject";
const EXPORT = { Resource: PUT_OBJECT, Parameters: { Bucket: "results", Prefix: "lists" } };

function writing(ResultWriter: object, fields: object = {}): object {
  const Each = { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:work", End: true };
  const ItemProcessor = {
    ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
    StartAt: "Each",
    States: { Each },
  };
  return { Type: "Map", ResultWriter, ItemProcessor, End: true, ...fields };
}

/** A runner that keeps what it is told to put, by the keys without the id of the run, and fails every item below 0. */
function keeping(written: Record<string, string>) {
  return async ({ resource, input }: TaskCall): Promise<unknown> => {
    if (resource !== PUT_OBJECT) {
      if (Number(input) < 0) throw new StatesError("Negative");
      return input;
    }
    const { Bucket, Key, Body } = input as { Bucket: string; Key: string; Body: string };
    written[`${Bucket}/${Key.replace(/[0-9a-f-]{36}/, "RUN")}`] = Body;
    return {};
  };
}

describe("ResultWriter", () => {
  it("writes children by their status, and gives the manifest that names them", async () => {
    const written: Record<string, string> = {};
    const state = writing(EXPORT, { ToleratedFailureCount: 1 });
    const output = (await outputOf(state, [1, -1, 2], { runTask: keeping(written) })) as {
      MapRunArn: string;
      ResultWriterDetails: { Bucket: string; Key: string };
    };
    assert.deepEqual(Object.keys(written), [
      "results/lists/RUN/FAILED_0.json",
      "results/lists/RUN/SUCCEEDED_0.json",
      "results/lists/RUN/manifest.json",
    ]);
    const run = output.MapRunArn.split(":").at(-1);
    assert.deepEqual(output.ResultWriterDetails, { Bucket: "results", Key: `lists/${run}/manifest.json` });
    const succeeded = written["results/lists/RUN/SUCCEEDED_0.json"] ?? "";
    assert.deepEqual(
      JSON.parse(succeeded).map(({ Output, Status }: Record<string, string>) => [Output, Status]),
      [
        ["1", "SUCCEEDED"],
        ["2", "SUCCEEDED"],
      ],
    );
    const manifest = JSON.parse(written["results/lists/RUN/manifest.json"] ?? "");
    assert.deepEqual(manifest.ResultFiles.SUCCEEDED, [
      { Key: `lists/${run}/SUCCEEDED_0.json`, Size: Buffer.byteLength(succeeded) },
    ]);
    assert.equal(manifest.DestinationBucket, "results");
  });

  it("writes lines of outputs where it is asked to", async () => {
    const written: Record<string, string> = {};
    const WriterConfig = { Transformation: "FLATTEN", OutputType: "JSONL" };
    const state = writing({ ...EXPORT, WriterConfig });
    await outputOf(state, [[1, 2], 3], { runTask: keeping(written) });
    assert.equal(written["results/lists/RUN/SUCCEEDED_0.jsonl"], "1\n2\n3");
  });

  it("writes what became of each child also where too many have failed", async () => {
    const written: Record<string, string> = {};
    const keep = keeping(written);
    const runTask = (call: TaskCall) => (call.input === 3 ? new Promise<never>(() => {}) : keep(call));
    const state = writing(EXPORT, { MaxConcurrency: 2 });
    const { error } = await runOne(state, [1, 3, -1, 2], { runTask, clock: impatientClock() });
    assert.equal(error, "States.ExceedToleratedFailureThreshold");
    const records = (file: string) =>
      JSON.parse(written[`results/lists/RUN/${file}_0.json`] ?? "").map((record: Record<string, unknown>) => [
        record.Input,
        record.Status,
        record.StopDate,
      ]);
    const time = "2026-01-01T00:00:00.000Z";
    assert.deepEqual(records("SUCCEEDED"), [["1", "SUCCEEDED", time]]);
    assert.deepEqual(records("FAILED"), [
      ["3", "ABORTED", time],
      ["-1", "FAILED", time],
    ]);
    assert.deepEqual(records("PENDING"), [["2", "PENDING", undefined]]);
    const { ResultFiles } = JSON.parse(written["results/lists/RUN/manifest.json"] ?? "");
    assert.deepEqual(Object.keys(ResultFiles), ["FAILED", "PENDING", "SUCCEEDED"]);
    assert.equal(ResultFiles.PENDING.length, 1);
  });

  for (const [transformation, result] of [
    ["COMPACT", [[1], [2]]],
    ["FLATTEN", [1, 2]],
  ] as const) {
    it(`shapes the state's own result with ${transformation} where it writes nothing`, async () => {
      const state = writing({ WriterConfig: { Transformation: transformation, OutputType: "JSON" } });
      assert.deepEqual(await outputOf(state, [[1], [2]]), result);
    });
  }

  it("fails by name where it cannot write", async () => {
    const runTask = async ({ resource, input }: TaskCall) => {
      if (resource === PUT_OBJECT)
        throw new StatesError("S3.NoSuchBucket", "The specified bucket does not exist");
      return input;
    };
    await assert.rejects(outputOf(writing(EXPORT), [1], { runTask }), {
      error: "States.ResultWriterFailed",
      cause: "The specified bucket does not exist",
    });
  });
});
