import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import type { LocalApp } from "../local/app/local-app.ts";
import { uploadObject } from "../local/app/upload-object.ts";
import { notWritable } from "../reporting/not-writable.ts";
import { UserError } from "../reporting/user-error.ts";
import { ExitCode } from "./exit-code.ts";
import { withLocalApp } from "./local-session.ts";
import { type ObjectFile, objectFile } from "./object-file.ts";
import { readEvent } from "./read-event.ts";
import { addServiceOptions } from "./service-options.ts";
import type { SessionOptions } from "./start-app.ts";

interface InvokeOptions extends SessionOptions {
  readonly put?: readonly ObjectFile[];
  readonly out?: string;
}

/** `terraloom invoke <function> <event.json>`: calls one function with its zip and layers, and prints its answer. */
export function addInvokeCommand(program: Command): void {
  const command = program
    .command("invoke")
    .description("synthesize the app and call one of its functions")
    .argument("<function>", "its name in the app, such as compress")
    .argument("<event>", "a JSON file with the event")
    .option(
      "--put <bucket/key=file>",
      "an object that is there beforehand, such as uploads/uploads/cat.jpg=cat.jpg; may be repeated",
      (text, earlier: readonly ObjectFile[] = []) => [...earlier, objectFile(text)],
    )
    .option("--out <folder>", "where the objects go that the function writes; left out without it")
    .option("--stack <name>", "which stack of the app; the first without it")
    .option("--verbose", "show the function's log");
  addServiceOptions(command).action(async (name: string, eventPath: string, options: InvokeOptions) => {
    process.exitCode = await invoke(name, readEvent(eventPath), options);
  });
}

function invoke(name: string, event: unknown, options: InvokeOptions): Promise<number> {
  return withLocalApp({ ...options, isIsolated: true }, async ({ app }) => {
    for (const { bucket, key, bytes } of options.put ?? []) {
      await uploadObject(app, app.bucketName(bucket), key, bytes);
    }
    const before = app.created.length;
    const { payload, functionError } = await app.invoke(name, event);
    process.stdout.write(`${JSON.stringify(payload, undefined, 2)}\n`);
    if (options.out !== undefined) await writeObjects(app, before, options.out);
    return functionError === undefined ? ExitCode.success : ExitCode.failure;
  });
}

/** Lays the objects that were put since into folders as their keys say. */
async function writeObjects(app: LocalApp, since: number, out: string): Promise<void> {
  for (const { bucket, key } of app.created.slice(since)) {
    const bytes = await app.read(bucket, key);
    const parts = key.split("/").filter((part) => part !== "" && part !== "." && part !== "..");
    const path = join(out, ...parts);
    if (bytes === undefined) continue; // written, and deleted again
    writeObject(path, bytes);
  }
}

function writeObject(path: string, bytes: Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  } catch (error) {
    throw new UserError({
      at: path,
      expected: "a file for an object that can be written",
      found: notWritable(error),
      advice: "Choose another folder with --out.",
    });
  }
}
