import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, openSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** First and last byte, both included, as in a Range header. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Streams bytes into a new file and gives its path. Its name is random: a key never becomes a file name.
 * Where the bytes end with an error, nothing is left.
 */
export async function writeObjectFile(directory: string, bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const path = join(directory, randomUUID());
  try {
    await pipeline(bytes, createWriteStream(path, { flags: "wx" }));
    return path;
  } catch (error) {
    await removeObjectFile(path);
    throw error;
  }
}

/** The file is opened at once, so that it can be read to its end even if the object is deleted meanwhile. */
export function readObjectFile(path: string, range: ByteRange): Readable {
  if (range.end < range.start) return Readable.from([]);
  return createReadStream(path, { fd: openSync(path, "r"), start: range.start, end: range.end });
}

export async function removeObjectFile(path: string): Promise<void> {
  await rm(path, { force: true });
}
