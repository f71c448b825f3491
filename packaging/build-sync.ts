import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { UserError } from "../reporting/user-error.ts";
import type { Artifact } from "./artifact.ts";
import { ANSWER_CHANNEL, type BuildAnswer } from "./build-answer.ts";
import type { BuildRequest } from "./build-request.ts";

const STDERR = 2;

/**
 * Builds like `buildArtifacts`, in another process, and waits for it: a cdktf token must have its value at once.
 * Progress and warnings go to stderr.
 *
 * @throws UserError as `buildArtifacts` does; Error with the stack of the other process for anything unexpected.
 */
export function buildArtifactsSync(request: BuildRequest): readonly Artifact[] {
  if (request.functions.length === 0 && request.layers.length === 0) return [];
  const answer = runBuildProcess(request);
  if (answer.ok) return answer.artifacts;
  if ("error" in answer) throw new UserError(answer.error);
  throw new Error(`The build failed unexpectedly.\n${answer.stack}`);
}

function runBuildProcess(request: BuildRequest): BuildAnswer {
  const { error, output, signal, status } = spawnSync(process.execPath, processArguments(), {
    input: JSON.stringify(request),
    // What it prints belongs on stderr: stdout may be read by another program.
    stdio: ["pipe", STDERR, STDERR, "pipe"],
    encoding: "utf8",
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (error !== undefined) throw error;
  const text = output[ANSWER_CHANNEL];
  if (text) return JSON.parse(text);
  throw new Error(`The build process ended without an answer (${signal ?? `exit code ${status}`}).`);
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
