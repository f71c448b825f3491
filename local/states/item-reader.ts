import { UserError } from "../../reporting/user-error.ts";
import { whileClockStands } from "./clock.ts";
import { ITEM_FORMATS, type Items, readerFailed } from "./item-formats.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { manifestItems } from "./manifest-items.ts";
import { parquetItems } from "./parquet-items.ts";
import { callReader, readBytes, readText } from "./read-object.ts";
import { nestedRun, numberSetting } from "./settings.ts";
import type { StateRun } from "./state-run.ts";

/** Items and where they came from, as the context object tells it: `STATE_DATA`, or the address of a bucket or an object. */
export interface ReadItems extends Items {
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
  // As a whole: what reads a file may be loaded first, and the time of an execution must not be up over that.
  const read = await whileClockStands(run.machine.clock, () =>
    resource.endsWith(":listObjectsV2")
      ? listObjects(run, resource, request)
      : objectItems(run, resource, request, config),
  );
  const reading = nestedRun(run, config);
  const most = await numberSetting(reading, "MaxItems", Number.POSITIVE_INFINITY, refuseNegative);
  return most > 0 && Number.isFinite(most) ? { ...read, items: read.items.slice(0, most) } : read;
}

function refuseNegative(most: unknown): void {
  if (typeof most === "number" && most < 0) throw readerFailed("field MaxItems must be positive");
}

/** The items of one object: the records, lines or elements in it. */
async function objectItems(
  run: StateRun,
  resource: string,
  request: JsonObject,
  config: JsonObject,
): Promise<ReadItems> {
  const type = String(config.InputType);
  const source = `S3://${request.Bucket}/${request.Key}`;
  // The manifests of Athena have the type of their files.
  if (config.ManifestType === "ATHENA_DATA") throw unknownFormat(run, `${type} of ATHENA_DATA`);
  if (type === "MANIFEST") return { items: await manifestItems(run, resource, request), source };
  if (type === "PARQUET") {
    return { items: await parquetItems(await readBytes(run, resource, request)), source };
  }
  const format = Object.hasOwn(ITEM_FORMATS, type) ? ITEM_FORMATS[type] : undefined;
  if (format === undefined) throw unknownFormat(run, type);
  return { ...format(await readText(run, resource, request), config), source };
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

function unknownFormat({ name }: StateRun, type: string): UserError {
  return new UserError({
    at: `state "${name}", ItemReader`,
    expected: `an InputType that can be read on this machine, ${[...Object.keys(ITEM_FORMATS), "MANIFEST", "PARQUET"].join(", ")}`,
    found: type,
    advice: "Run this state machine on AWS, or give it another dataset here.",
  });
}
