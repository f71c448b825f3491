import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { readZip } from "../../packaging/unzip.ts";

/** Lays the files of a zip into a folder. */
export function unpack(files: ReturnType<typeof readZip>, folder: string): void {
  for (const { path, bytes, executable } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes, { mode: executable ? 0o755 : 0o644 });
  }
}
