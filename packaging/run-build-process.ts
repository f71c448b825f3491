import { spawnSync } from "node:child_process";
import { readdirSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ANSWER_CHANNEL, type BuildAnswer, type BuildQuestion } from "./build-answer.ts";
import { cacheFolderPath } from "./cache-folder.ts";
import { packageFile } from "./package-file.ts";
import { type PreparedProcess, type ProcessEnd, prepareProcess } from "./prepared-process.ts";

const STDERR = 2;

/** A build process that waits, with the surroundings that it was started in. */
let waiting: { readonly process: PreparedProcess; readonly surroundings: string } | undefined;
let wasPrepared = false;

/**
 * Starts the process that {@link startBuildProcess} will ask, while the app is still being constructed. Only where nothing was built
 * before: else there is probably nothing to ask it. At most once in a process, since one that constructs many apps is a test.
 */
export function prepareBuildProcess(projectRoot: string): void {
  if (wasPrepared) return;
  wasPrepared = true;
  try {
    if (hasRecords(cacheFolderPath(realpathSync(projectRoot), process.env))) return;
    waiting = { process: prepareProcess(processArguments()), surroundings: surroundings() };
  } catch {
    // It is then started when it is needed.
  }
}

/** Has another process build, and gives how to wait for it. One that was prepared begins at once, while this one goes on. */
export function startBuildProcess(question: BuildQuestion): () => BuildAnswer {
  const input = JSON.stringify(question);
  const wait = askWaiting(input);
  return () => {
    const { text, signal, status } = wait?.() ?? askNew(input);
    if (text) return JSON.parse(text);
    if (signal === "SIGINT" || signal === "SIGTERM") endAsWell(signal);
    throw new Error(`The build process ended without an answer (${signal ?? `exit code ${status}`}).`);
  };
}

function askWaiting(input: string): (() => ProcessEnd | undefined) | undefined {
  const prepared = waiting;
  waiting = undefined;
  return prepared?.surroundings === surroundings() ? prepared.process.ask(input) : undefined;
}

function askNew(input: string): ProcessEnd {
  const { error, output, signal, status } = spawnSync(process.execPath, processArguments(), {
    input,
    // What it prints belongs on stderr: stdout may be read by another program.
    stdio: ["pipe", STDERR, STDERR, "pipe"],
    encoding: "utf8",
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (error !== undefined) throw error;
  return { text: output[ANSWER_CHANNEL] ?? "", signal, status };
}

/** What a process takes over from the one that starts it. */
const surroundings = (): string => JSON.stringify([process.cwd(), process.env]);

function hasRecords(cacheFolder: string): boolean {
  try {
    return readdirSync(cacheFolder).some((name) => name.endsWith(".record"));
  } catch {
    return false; // nothing was built
  }
}

/** Who stops the build, with Ctrl-C above all, means this process too; a stack trace would tell nobody anything. */
function endAsWell(signal: "SIGINT" | "SIGTERM"): never {
  process.exit(128 + constants.signals[signal]);
}

/** From source the process needs a loader for TypeScript, as this one had; compiled it needs none. */
function processArguments(): readonly string[] {
  if (!import.meta.url.endsWith(".ts"))
    return [fileURLToPath(packageFile("dist/packaging/build-process.js"))];
  const script = fileURLToPath(packageFile("packaging/build-process.ts"));
  // Unlike `import.meta.resolve`, this also works where tsx has turned this file into CommonJS.
  const loader = createRequire(import.meta.url).resolve("tsx");
  return ["--import", pathToFileURL(loader).href, script];
}
