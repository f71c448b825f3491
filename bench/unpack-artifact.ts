import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readZip } from "../packaging/unzip.ts";
import type { OutputArtifact } from "./output-artifacts.ts";

/** Puts a function's code where the runtime of Lambda would: into `taskRoot`, which is made. */
export function unpackArtifact({ kind, path }: OutputArtifact, taskRoot: string): void {
  if (kind === "folder") {
    cpSync(path, taskRoot, { recursive: true });
    return;
  }
  for (const file of readZip(readFileSync(path))) {
    const target = join(taskRoot, file.path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, file.bytes);
  }
}
