import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { zipFiles } from "../../../packaging/zip.ts";
import type { Declarations } from "../synthesized/declared-stack.ts";

/** A temporary folder with what a synth writes, and beside it where an app works. */
export interface SynthesizedFolder {
  readonly outFolder: string;
  readonly stackFolder: string;
  readonly workFolder: string;
  readonly cacheFolder: string;
  /** Writes the stack `app`. */
  writeStack(declarations: Declarations, more?: object): void;
  /** Writes a zip of texts and gives its path from the stack's folder. */
  writeZip(name: string, files: Readonly<Record<string, string>>, executable?: readonly string[]): string;
  remove(): void;
}

export function createSynthesizedFolder(): SynthesizedFolder {
  const folder = mkdtempSync(join(tmpdir(), "terraloom-app-"));
  const outFolder = join(folder, "cdktf.out");
  const stackFolder = join(outFolder, "stacks/app");
  const workFolder = join(folder, "work");
  mkdirSync(stackFolder, { recursive: true });
  mkdirSync(workFolder);
  return {
    outFolder,
    stackFolder,
    workFolder,
    cacheFolder: join(folder, "cache"),
    writeStack(declarations, more = {}) {
      const stacks = { app: { name: "app", workingDirectory: "stacks/app" } };
      writeFileSync(join(outFolder, "manifest.json"), JSON.stringify({ version: "0.21.0", stacks }));
      const terraform = { resource: byTypeAndName(declarations), ...more };
      writeFileSync(join(stackFolder, "cdk.tf.json"), JSON.stringify(terraform));
    },
    writeZip(name, files, executable = []) {
      const path = `assets/${name}.zip`;
      const entries = Object.entries(files).map(([file, text]) => ({
        path: file,
        bytes: Buffer.from(text),
        executable: executable.includes(file),
      }));
      mkdirSync(dirname(join(stackFolder, path)), { recursive: true });
      writeFileSync(join(stackFolder, path), zipFiles(entries));
      return path;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function byTypeAndName(declarations: Declarations): Readonly<Record<string, object>> {
  const types: Record<string, Record<string, unknown>> = {};
  for (const [address, attributes] of Object.entries(declarations)) {
    const [type = "", name = ""] = address.split(".");
    types[type] = { ...types[type], [name]: attributes };
  }
  return types;
}
