import { readFileSync, utimesSync } from "node:fs";
import { basename, join } from "node:path";
import { isIntactRecord, recordBytes, recordEntries } from "./cache-record.ts";
import { sha256 } from "./sha256.ts";
import type { ZipFile } from "./zip-file.ts";

/** The file in the folder of an installed layer that says what belongs into it. */
export const CONTENT_FILE = "content.record";

/** The text of {@link CONTENT_FILE}: each file with its digest; `key` is the name of the folder. */
export function hostLayerContent(key: string, files: Iterable<ZipFile>): Buffer {
  const content = Array.from(files, ({ path, bytes }): FileDigest => [path, sha256(bytes)]);
  return recordBytes(
    key,
    content.map((file) => JSON.stringify(file)),
  );
}

type FileDigest = readonly [path: string, sha256: string];

/** Whether the folder of an installed layer has all that was installed, unchanged. */
export function isIntactHostLayer(folder: string): boolean {
  try {
    const record = readFileSync(join(folder, CONTENT_FILE));
    if (!isIntactRecord(basename(folder), record)) return false;
    return recordEntries(record).every((entry) => {
      const [path, digest] = JSON.parse(entry) as FileDigest;
      return sha256(readFileSync(join(folder, path))) === digest;
    });
  } catch {
    return false; // not even readable
  }
}

/** Marks the folder as used now; where that cannot be noted, the time of its install has to do. */
export function touchHostLayer(folder: string): void {
  const now = new Date();
  try {
    utimesSync(folder, now, now);
  } catch {}
}
