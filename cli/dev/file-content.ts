import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";

/** Beyond it, size and time stand for the content: a source is never that large. */
const MAX_HASHED_BYTES = 4 * 1024 * 1024;

/** A text that is another one when the file's content is; undefined where there is no file. */
export function contentMark(path: string): string | undefined {
  try {
    const { size, mtimeMs } = statSync(path);
    if (size > MAX_HASHED_BYTES) return `${size} ${mtimeMs}`;
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    return undefined;
  }
}
