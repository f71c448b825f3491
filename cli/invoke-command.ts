import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { UserError } from "../reporting/user-error.ts";
import { ExitCode } from "./exit-code.ts";
import { type SessionOptions, withLocalApp } from "./local-session.ts";

/** `terraloom invoke <function> <event.json>`: calls one function with its zip and layers, and prints its answer. */
export function addInvokeCommand(program: Command): void {
  program
    .command("invoke")
    .description("synthesize the app and call one of its functions")
    .argument("<function>", "its name in the app, such as compress")
    .argument("<event>", "a JSON file with the event")
    .option("--stack <name>", "which stack of the app; the first without it")
    .option("--verbose", "show the function's log")
    .action(async (name: string, eventPath: string, options: SessionOptions) => {
      process.exitCode = await invoke(name, readEvent(eventPath), options);
    });
}

function invoke(name: string, event: unknown, options: SessionOptions): Promise<number> {
  return withLocalApp(options, async ({ app }) => {
    const { payload, functionError } = await app.invoke(name, event);
    process.stdout.write(`${JSON.stringify(payload, undefined, 2)}\n`);
    return functionError === undefined ? ExitCode.success : ExitCode.failure;
  });
}

function readEvent(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new UserError({
      at: path,
      expected: "a JSON file with the event",
      found: "nothing that can be read",
      advice: "Check the spelling.",
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError({
      at: path,
      expected: "JSON",
      found: (error as Error).message,
      advice: "Correct the file.",
    });
  }
}
