import { readerFailed } from "./item-formats.ts";

/**
 * Each row of a Parquet file as an object with the names of its columns. Files are read as they are or compressed by Snappy.
 *
 * Throws StatesError `States.ItemReaderFailed` for bytes that are no such file.
 */
export async function parquetItems(bytes: Uint8Array): Promise<readonly unknown[]> {
  // A copy: the bytes of a Buffer are a part of what others use as well.
  const file = new Uint8Array(bytes).buffer;
  // Loaded by the few who need it.
  const { parquetReadObjects } = await import("hyparquet");
  try {
    const rows = await parquetReadObjects({ file });
    return rows.map(asJson);
  } catch (error) {
    throw readerFailed(`The dataset is not a Parquet file that can be read: ${(error as Error).message}`);
  }
}

/** Whole numbers as numbers, times in ISO 8601, what is missing as null. */
function asJson(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, asJson(field)]));
}
