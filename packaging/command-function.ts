import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { UserError } from "../reporting/user-error.ts";
import { BOOTSTRAP, refuseUnusableBootstrap } from "./bootstrap.ts";
import { type BuildContext, readingAgain } from "./build-context.ts";
import type { CommandFunctionSource } from "./build-request.ts";
import { BUILDER_VERSION } from "./builder-version.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { folderFiles } from "./folder-files.ts";
import { folderInputs, readFolderFiles } from "./folder-inputs.ts";
import { keepPacking, type Packing, packing } from "./packed-function.ts";
import { type ProcessEnd, runProcess } from "./run-process.ts";
import { zipFiles } from "./zip.ts";
import type { ZipFile } from "./zip-file.ts";

/** How many lines of a failed command are told. */
const TOLD_LINES = 20;

export interface CommandSurroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** What the result of a command depends on. @throws UserError for a folder that is gone or that links leave. */
export function commandPacking(context: BuildContext, source: CommandFunctionSource): Packing {
  const { architecture, command } = source;
  const { shown, inputs } = folderInputs(context, source, isLeftOut);
  const options = { architecture, builder: BUILDER_VERSION, command };
  return packing("command", { source: shown, options, inputs });
}

/**
 * Runs a command in its folder and zips what it has put into the folder `TERRALOOM_OUT`, among that `bootstrap`.
 *
 * @throws UserError with its last lines when it fails, for a `bootstrap` that is missing or for another machine, and when
 * files of its folder are others after each run.
 */
export async function buildCommandFunction(
  context: BuildContext,
  source: CommandFunctionSource,
  surroundings: CommandSurroundings,
): Promise<BuiltArtifact> {
  const { packed, files } = await settledRun(context, source, surroundings);
  const { architecture } = source;
  const advice = `Have the command write the program to "$TERRALOOM_OUT/${BOOTSTRAP}".`;
  refuseUnusableBootstrap(files, { architecture, at: packed.source, advice });
  return keepPacking(context, source, packed, {
    bytes: zipFiles(files),
    contents: files.map(({ path, bytes }) => ({ path, sizeBytes: bytes.length })),
  });
}

interface Run {
  readonly packed: Packing;
  readonly files: readonly ZipFile[];
}

/**
 * A command may write into its folder, a lockfile say: then it runs once more, from what it has written. What counts is
 * content: a command that writes the same again changes nothing.
 */
async function settledRun(
  context: BuildContext,
  source: CommandFunctionSource,
  surroundings: CommandSurroundings,
): Promise<Run> {
  let packed = commandPacking(context, source);
  for (let attempt = 1; ; attempt += 1) {
    const files = await runOnce(packed.source, source, surroundings);
    const after = commandPacking(readingAgain(context), source);
    if (after.key === packed.key) return { packed, files };
    if (attempt > 1) throw restless(packed, after);
    packed = after;
  }
}

async function runOnce(
  shown: string,
  { folder, command, architecture }: CommandFunctionSource,
  { env, signal }: CommandSurroundings,
): Promise<readonly ZipFile[]> {
  const out = mkdtempSync(join(tmpdir(), "terraloom-command-"));
  try {
    const end = await runProcess({
      command,
      shell: true,
      folder,
      env: { ...env, TERRALOOM_OUT: out, TERRALOOM_ARCHITECTURE: architecture },
      ...(signal && { signal }),
    });
    if (end.code !== 0) throw failed(shown, command, end);
    const files = readFolderFiles({
      folder: out,
      files: folderFiles({ folder: out, shown: "$TERRALOOM_OUT" }),
    });
    // That it is to be run is what its name says; not every file system can.
    return files.map((file) => (file.path === BOOTSTRAP ? { ...file, executable: true } : file));
  } finally {
    rmSync(out, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What compilers and package managers leave in a folder, and what editors and version control do. */
function isLeftOut(name: string): boolean {
  return name.startsWith(".") || name === "node_modules" || name === "target";
}

function failed(at: string, command: string, { code, output }: ProcessEnd): UserError {
  const lines = printable(output)
    .split("\n")
    .filter((line) => line.trim() !== "");
  const told = lines.slice(-TOLD_LINES).map((line) => `\n  ${line}`);
  return new UserError({
    at,
    expected: `the command ${JSON.stringify(command)} to succeed`,
    found: code === undefined ? "that it does not start" : `exit code ${code}`,
    advice: told.length === 0 ? "It has printed nothing." : `Its last lines:${told.join("")}`,
  });
}

/** Without what would move the cursor or colour the terminal. */
function printable(output: string): string {
  const plain = stripVTControlCharacters(output).replaceAll("\r\n", "\n").replaceAll("\t", "  ");
  return plain.replaceAll(/[^\P{Cc}\n]/gu, "");
}

function restless(before: Packing, after: Packing): UserError {
  const known = new Map(before.inputs.map(({ path, sha256 }) => [path, sha256]));
  const left = new Set(after.inputs.map(({ path }) => path));
  const changed = after.inputs.find(({ path, sha256 }) => known.get(path) !== sha256);
  const gone = before.inputs.find(({ path }) => !left.has(path));
  return new UserError({
    at: changed?.path ?? gone?.path ?? before.source,
    expected: "a file that stays as it is while the command runs",
    found: "that it changed twice",
    advice: "Have the command write to $TERRALOOM_OUT, or to a folder whose name starts with a dot.",
  });
}
