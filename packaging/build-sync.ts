import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { UserError } from "../reporting/user-error.ts";
import type { Artifact } from "./artifact.ts";
import { ANSWER_CHANNEL, type BuildAnswer, type BuildQuestion } from "./build-answer.ts";
import { createBuildContext } from "./build-context.ts";
import type { BuildProblem } from "./build-problem.ts";
import type { BuildRequest } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { checkedArtifacts } from "./checked-artifacts.ts";
import { layerPackages } from "./layer-packages.ts";
import { recallArtifacts } from "./recall-artifacts.ts";
import { rememberOrigins } from "./remember-origins.ts";
import { removeAtExit } from "./temporary-folder.ts";
import { versionSkews } from "./version-skew.ts";
import { warningsOf } from "./warnings-of.ts";

const STDERR = 2;

/**
 * Builds like `buildArtifacts` and waits for it: a cdktf token must have its value at once. What was built before is recalled
 * right here; only for the rest another process is started. Progress and warnings go to stderr.
 *
 * @throws UserError as `buildArtifacts` does; Error with the stack of the other process for anything unexpected.
 */
export function buildArtifactsSync(request: BuildRequest): readonly Artifact[] {
  if (request.functions.length === 0 && request.layers.length === 0) return [];
  const { recalled, problems } = recalledHere(request);
  if (recalled.length === request.functions.length + request.layers.length) {
    const artifacts = checkedArtifacts(recalled, request, problems);
    for (const line of warningsOf(recalled)) process.stderr.write(`${line}\n`);
    return artifacts;
  }
  const answer = runBuildProcess({ request, recalled });
  if (answer.overflow !== undefined) removeAtExit(answer.overflow);
  if (answer.ok) {
    const known = new Set(recalled.map(({ artifact }) => artifact.id));
    const built = answer.artifacts.filter(({ id }) => !known.has(id));
    rememberOrigins(request.projectRoot, built, process.env);
    return answer.artifacts;
  }
  if ("error" in answer) throw new UserError(answer.error);
  throw new Error(`The build failed unexpectedly.\n${answer.stack}`);
}

interface RecalledHere {
  readonly recalled: readonly BuiltArtifact[];
  /** Found although nothing was built. */
  readonly problems: readonly BuildProblem[];
}

function recalledHere(request: BuildRequest): RecalledHere {
  try {
    // Damage is reported by the process that repairs it.
    const context = createBuildContext(request.projectRoot, process.env, () => {});
    const packages = layerPackages(context, request.layers);
    const recalled = recallArtifacts(context, request, packages);
    return { recalled, problems: versionSkews(context, request, packages) };
  } catch {
    return { recalled: [], problems: [] }; // the other process meets it again, or builds what cannot be recalled
  }
}

function runBuildProcess(question: BuildQuestion): BuildAnswer {
  const { error, output, signal, status } = spawnSync(process.execPath, processArguments(), {
    input: JSON.stringify(question),
    // What it prints belongs on stderr: stdout may be read by another program.
    stdio: ["pipe", STDERR, STDERR, "pipe"],
    encoding: "utf8",
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (error !== undefined) throw error;
  const text = output[ANSWER_CHANNEL];
  if (text) return JSON.parse(text);
  if (signal === "SIGINT" || signal === "SIGTERM") endAsWell(signal);
  throw new Error(`The build process ended without an answer (${signal ?? `exit code ${status}`}).`);
}

/** Who stops the build, with Ctrl-C above all, means this process too; a stack trace would tell nobody anything. */
function endAsWell(signal: "SIGINT" | "SIGTERM"): never {
  process.exit(128 + constants.signals[signal]);
}

/** From source the process needs a loader for TypeScript, as this one had; compiled it needs none. */
function processArguments(): readonly string[] {
  const own = fileURLToPath(import.meta.url);
  const script = fileURLToPath(
    new URL(`build-process${own.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url),
  );
  if (!own.endsWith(".ts")) return [script];
  // Unlike `import.meta.resolve`, this also works where tsx has turned this file into CommonJS.
  const loader = createRequire(import.meta.url).resolve("tsx");
  return ["--import", pathToFileURL(loader).href, script];
}
