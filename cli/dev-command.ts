import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import type { Command } from "commander";
import { cacheFolderPath } from "../packaging/cache-folder.ts";
import { createDevApp } from "./dev/dev-app.ts";
import { devArguments } from "./dev/dev-arguments.ts";
import { createDevSession } from "./dev/dev-session.ts";
import { createEventRunner } from "./dev/event-runner.ts";
import { createSaveInbox } from "./dev/save-inbox.ts";
import { watchProject } from "./dev/watch-project.ts";
import { isWatchedPath } from "./dev/watched-path.ts";
import { ExitCode } from "./exit-code.ts";
import { interruptible } from "./interruptible.ts";
import { type ObjectFile, objectFile } from "./object-file.ts";
import { readEvent } from "./read-event.ts";
import { addServiceOptions } from "./service-options.ts";
import type { SessionOptions } from "./start-app.ts";
import { synthFolder } from "./synthesize-app.ts";

interface DevOptions extends SessionOptions {
  readonly put?: readonly ObjectFile[];
}

/** `terraloom dev [functions…]`: builds what was saved, and runs the functions that it concerns with their last events. */
export function addDevCommand(program: Command): void {
  const command = program
    .command("dev")
    .description("watch the app; on save, build what has changed and run it with its last local event")
    .argument(
      "[functions...]",
      "watch these only; a JSON file after a function is the event to begin with: compress event.json",
    )
    .option(
      "--put <bucket/key=file>",
      "an object that is there before every run, such as uploads/uploads/cat.jpg=cat.jpg; may be repeated",
      (text, earlier: readonly ObjectFile[] = []) => [...earlier, objectFile(text)],
    )
    .option("--stack <name>", "which stack of the app; the first without it")
    .option("--verbose", "show the functions' logs");
  addServiceOptions(command).action(async (words: readonly string[], options: DevOptions) => {
    process.exitCode = await dev(words, options);
  });
}

async function dev(words: readonly string[], options: DevOptions): Promise<number> {
  const functions = devArguments(words);
  const events = new Map(
    functions.flatMap(({ name, eventPath }) =>
      eventPath === undefined ? [] : [[name, readEvent(eventPath)]],
    ),
  );
  const interruption = interruptible();
  const { signal } = interruption;
  const workFolder = mkdtempSync(join(tmpdir(), "terraloom-"));
  const inbox = createSaveInbox();
  const app = createDevApp(options, workFolder, signal);
  const session = createDevSession({
    dev: app,
    runner: createEventRunner(options.put ?? []),
    inbox,
    names: functions.map(({ name }) => name),
    events,
    onRunning: ({ entries }) => watch.alsoWatch(outsideOf(entries.flatMap(({ inputs }) => inputs))),
    signal,
  });
  const written = writtenFolders();
  const watch = await watchProject(process.cwd(), {
    isWatched: (path) => isWatchedPath(path, written),
    onSave: (saved) => session.concerns(saved.paths) && inbox.put(saved),
    onError: ({ message }) => process.stderr.write(`Not all files are watched: ${message}\n`),
  });
  try {
    return await session.run();
  } catch (error) {
    if (signal.aborted) return ExitCode.interrupted;
    throw error;
  } finally {
    await watch.close();
    await app.close();
    interruption.end();
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** Where synths, caches and temporary files of this project are, relative to it; elsewhere they are not watched anyway. */
function writtenFolders(): readonly string[] {
  const { env } = process;
  const root = process.cwd();
  return [synthFolder(env), cacheFolderPath(root, env), tmpdir()].map((path) =>
    relative(root, join(path.startsWith(sep) ? "" : root, path))
      .split(sep)
      .join("/"),
  );
}

function outsideOf(inputs: readonly { readonly path: string }[]): readonly string[] {
  return [...new Set(inputs.map(({ path }) => path))].filter((path) => path.startsWith("../"));
}
