import { gunzipSync } from "node:zlib";
import { delimitedRecords } from "./delimited-text.ts";
import { parse, readerFailed } from "./item-formats.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { parquetItems } from "./parquet-items.ts";
import { readBytes, readText } from "./read-object.ts";
import type { StateRun } from "./state-run.ts";

/**
 * The items of all files that the manifest of an inventory names: each row is an object that was in the bucket at that time. Follows
 * "ItemReader (Map)" and, for the files, "Locating your inventory list" of Amazon S3.
 *
 * Throws StatesError `States.ItemReaderFailed` for a manifest that is none, and for files in ORC.
 */
export async function manifestItems(
  run: StateRun,
  resource: string,
  request: JsonObject,
): Promise<readonly unknown[]> {
  const manifest = parse(await readText(run, resource, request));
  const { destinationBucket, fileFormat, fileSchema, files } = isJsonObject(manifest) ? manifest : {};
  if (!Array.isArray(files) || typeof destinationBucket !== "string") {
    throw readerFailed("The dataset is not the manifest of an Amazon S3 inventory.");
  }
  const Bucket = destinationBucket.replace(/^arn:[^:]*:s3:::/, "");
  const names = String(fileSchema).split(/\s*,\s*/);
  const items: unknown[] = [];
  for (const file of files) {
    const Key = isJsonObject(file) ? file.key : undefined;
    const bytes = await readBytes(run, resource, { Bucket, Key });
    for (const item of await rowsOf(bytes, String(fileFormat), names)) items.push(item);
  }
  return items;
}

async function rowsOf(
  bytes: Uint8Array,
  fileFormat: string,
  names: readonly string[],
): Promise<readonly unknown[]> {
  if (fileFormat === "Parquet") return parquetItems(bytes);
  if (fileFormat !== "CSV") throw readerFailed(`The fileFormat ${fileFormat} is not supported.`);
  return delimitedRecords(unzippedText(bytes), ",").map((fields) =>
    Object.fromEntries(names.map((name, index) => [name, fields[index] ?? ""])),
  );
}

/** Inventories are compressed; what a test writes by hand need not be. */
function unzippedText(bytes: Uint8Array): string {
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    return new TextDecoder().decode(isZipped ? gunzipSync(bytes) : bytes);
  } catch (error) {
    throw readerFailed(`A file of the inventory cannot be unpacked: ${(error as Error).message}`);
  }
}
