import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { sha256 } from "./sha256.ts";

/** What a file holds, without its bytes. */
export interface FileContent {
  /** In hexadecimal digits. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

const BUFFER = Buffer.allocUnsafeSlow(1024 * 1024);

/** One buffer serves the thousands of files that a build looks at, and no file is asked for its size. @throws Error as `readFileSync` does */
export function readContent(path: string): FileContent {
  const file = openSync(path, "r");
  try {
    const sizeBytes = readSync(file, BUFFER, 0, BUFFER.length, null);
    if (sizeBytes < BUFFER.length) return { sha256: sha256(BUFFER.subarray(0, sizeBytes)), sizeBytes };
  } finally {
    closeSync(file);
  }
  const bytes = readFileSync(path);
  return { sha256: sha256(bytes), sizeBytes: bytes.length };
}
