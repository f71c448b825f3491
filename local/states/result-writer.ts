import { callService } from "./call-service.ts";
import { type ChildExecution, executionRecord, type MapRun, type UnendedChild } from "./child-execution.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import type { StateRun } from "./state-run.ts";
import { StatesError } from "./states-error.ts";

/** What a `ResultWriter` makes of child executions. */
type Transformation = "NONE" | "COMPACT" | "FLATTEN";

/** The result of a distributed Map state: what its children gave, or where that was written. Follows "ResultWriter (Map)". */
export async function mapResult(
  run: StateRun,
  mapRun: MapRun,
  children: readonly (ChildExecution | UnendedChild)[],
): Promise<unknown> {
  const { ResultWriter } = run.state;
  const writer = isJsonObject(ResultWriter) ? ResultWriter : {};
  const config = isJsonObject(writer.WriterConfig) ? writer.WriterConfig : {};
  const isExported = typeof writer.Resource === "string";
  const transformation = (config.Transformation ?? (isExported ? "NONE" : "COMPACT")) as Transformation;
  if (isExported) return exported(run, { writer, config, mapRun, transformation }, children);
  return transformed(children, transformation);
}

/** A child that did not succeed is told of in full, whatever the transformation. */
function transformed(
  children: readonly (ChildExecution | UnendedChild)[],
  transformation: Transformation,
): readonly unknown[] {
  return children.flatMap((child) => {
    if (transformation === "NONE" || child.status !== "SUCCEEDED") return [executionRecord(child)];
    return transformation === "FLATTEN" && Array.isArray(child.output) ? child.output : [child.output];
  });
}

interface Export {
  readonly writer: JsonObject;
  readonly config: JsonObject;
  readonly mapRun: MapRun;
  readonly transformation: Transformation;
}

/** Which children each of the files holds: those that were stopped stand among the failed. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  FAILED: ["FAILED", "ABORTED"],
  PENDING: ["PENDING"],
  SUCCEEDED: ["SUCCEEDED"],
};

/** Writes one object for each of the files that has children, and the manifest that names them. */
async function exported(
  run: StateRun,
  to: Export,
  children: readonly (ChildExecution | UnendedChild)[],
): Promise<JsonObject> {
  const { writer, config, mapRun, transformation } = to;
  const place = run.dialect.queryLanguage === "JSONata" ? "Arguments" : "Parameters";
  const filled = await run.dialect.fill(run, writer[place] ?? {}, `ResultWriter/${place}`);
  const { Bucket, Prefix = "" } = isJsonObject(filled) ? filled : {};
  const folder = [String(Prefix).replace(/\/$/, ""), mapRun.arn.split(":").at(-1)]
    .filter((part) => part !== "")
    .join("/");
  const put = (Key: string, Body: string) => putObject(run, String(writer.Resource), { Bucket, Key, Body });
  const write = async (file: string) => {
    const some = children.filter(({ status }) => FILES[file]?.includes(status));
    if (some.length === 0) return [];
    const isLines = config.OutputType === "JSONL";
    const Key = `${folder}/${file}_0.${isLines ? "jsonl" : "json"}`;
    const records = transformed(some, transformation);
    const body = isLines ? records.map((one) => JSON.stringify(one)).join("\n") : JSON.stringify(records);
    await put(Key, body);
    return [{ Key, Size: Buffer.byteLength(body) }];
  };
  const ResultFiles: Record<string, unknown> = {};
  for (const file of Object.keys(FILES)) ResultFiles[file] = await write(file);
  const Key = `${folder}/manifest.json`;
  await put(Key, JSON.stringify({ DestinationBucket: Bucket, MapRunArn: mapRun.arn, ResultFiles }));
  return { MapRunArn: mapRun.arn, ResultWriterDetails: { Bucket, Key } };
}

async function putObject(run: StateRun, resource: string, input: JsonObject): Promise<void> {
  try {
    await callService(run, { resource, input });
  } catch (thrown) {
    if (!(thrown instanceof StatesError)) throw thrown;
    const { error, cause } = thrown;
    throw new StatesError("States.ResultWriterFailed", cause === "" ? error : cause);
  }
}
