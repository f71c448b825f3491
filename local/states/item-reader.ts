import { UserError } from "../../reporting/user-error.ts";
import { callService } from "./call-service.ts";
import { ITEM_FORMATS, readerFailed } from "./item-formats.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { nestedRun, numberSetting } from "./settings.ts";
import type { StateRun } from "./state-run.ts";
import { StatesError } from "./states-error.ts";

/** Items and where they came from, as the context object tells it: `STATE_DATA`, or the address of a bucket or an object. */
export interface ReadItems {
  readonly items: readonly unknown[];
  readonly source: string;
}

/**
 * The items that the `ItemReader` of a Map state reads with the actions of S3, which `runTask` does. Follows "ItemReader (Map)".
 *
 * Throws StatesError `States.ItemReaderFailed` for what cannot be read, UserError for a format that only AWS reads.
 */
export async function readItems(run: StateRun, reader: JsonObject): Promise<ReadItems> {
  const config = isJsonObject(reader.ReaderConfig) ? reader.ReaderConfig : {};
  const resource = String(reader.Resource);
  const place = run.dialect.queryLanguage === "JSONata" ? "Arguments" : "Parameters";
  const asked = await run.dialect.fill(run, reader[place] ?? {}, `ItemReader/${place}`);
  const request = isJsonObject(asked) ? asked : {};
  const read = resource.endsWith(":listObjectsV2")
    ? await listObjects(run, resource, request)
    : await objectItems(run, resource, request, config);
  const most = await numberSetting(nestedRun(run, config), "MaxItems", Number.POSITIVE_INFINITY);
  return most > 0 && Number.isFinite(most) ? { ...read, items: read.items.slice(0, most) } : read;
}

/** The items of one object: the records, lines or elements in it. */
async function objectItems(
  run: StateRun,
  resource: string,
  request: JsonObject,
  config: JsonObject,
): Promise<ReadItems> {
  const type = String(config.InputType);
  const format = Object.hasOwn(ITEM_FORMATS, type) ? ITEM_FORMATS[type] : undefined;
  if (format === undefined) throw unknownFormat(run, type);
  const { Body } = await callReader(run, resource, request);
  if (typeof Body !== "string") throw readerFailed("The object of the dataset has no text.");
  return { items: format(Body, config), source: `S3://${request.Bucket}/${request.Key}` };
}

/** One item for each object under a prefix, as "Iterating over objects" shows them. */
async function listObjects(run: StateRun, resource: string, request: JsonObject): Promise<ReadItems> {
  const items: unknown[] = [];
  let token: unknown;
  do {
    const page = await callReader(run, resource, {
      ...request,
      ...(token === undefined ? {} : { ContinuationToken: token }),
    });
    const contents = Array.isArray(page.Contents) ? page.Contents : [];
    items.push(...contents.map(objectItem));
    token = page.NextContinuationToken;
  } while (token !== undefined && token !== null);
  return { items, source: `S3://${request.Bucket}` };
}

function objectItem({ ETag, Key, LastModified, Size, StorageClass }: JsonObject): JsonObject {
  const modified = new Date(LastModified as string | number).getTime();
  return {
    Etag: ETag,
    Key,
    LastModified: Number.isNaN(modified) ? LastModified : Math.floor(modified / 1000),
    Size,
    StorageClass,
  };
}

async function callReader(run: StateRun, resource: string, input: JsonObject): Promise<JsonObject> {
  try {
    const answer = await callService(run, { resource, input });
    return isJsonObject(answer) ? answer : {};
  } catch (thrown) {
    if (thrown instanceof StatesError) throw readerFailed(thrown.cause === "" ? thrown.error : thrown.cause);
    throw thrown;
  }
}

function unknownFormat({ name }: StateRun, type: string): UserError {
  return new UserError({
    at: `state "${name}", ItemReader`,
    expected: `an InputType that can be read on this machine, ${Object.keys(ITEM_FORMATS).join(", ")}`,
    found: type,
    advice: "Run this state machine on AWS, or give it another dataset here.",
  });
}
