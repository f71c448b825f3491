import { UserError } from "../reporting/user-error.ts";
import type { Artifact } from "./artifact.ts";
import type { BuildAnswer } from "./build-answer.ts";
import { createBuildContext } from "./build-context.ts";
import type { BuildProblem } from "./build-problem.ts";
import type { BuildRequest } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { checkedArtifacts } from "./checked-artifacts.ts";
import { layerPackages } from "./layer-packages.ts";
import { recallArtifacts } from "./recall-artifacts.ts";
import { rememberOrigins } from "./remember-origins.ts";
import { startBuildProcess } from "./run-build-process.ts";
import { removeAtExit } from "./temporary-folder.ts";
import { versionSkews } from "./version-skew.ts";
import { warningsOf } from "./warnings-of.ts";

/**
 * Begins to build like `buildArtifacts`, and gives how to wait for the end: a cdktf token must have its value at once. What was built
 * before is recalled right here; only the rest is left to another process. Progress and warnings go to stderr.
 *
 * What it gives throws UserError as `buildArtifacts` does, and Error with the stack of the other process for anything unexpected.
 */
export function startArtifacts(request: BuildRequest): () => readonly Artifact[] {
  if (request.functions.length === 0 && request.layers.length === 0) return () => [];
  const { recalled, problems } = recalledHere(request);
  if (recalled.length < request.functions.length + request.layers.length) {
    const wait = startBuildProcess({ request, recalled });
    return () => artifactsOf(wait(), request, recalled);
  }
  return () => {
    const artifacts = checkedArtifacts(recalled, request, problems);
    for (const line of warningsOf(recalled)) process.stderr.write(`${line}\n`);
    return artifacts;
  };
}

function artifactsOf(
  answer: BuildAnswer,
  { projectRoot }: BuildRequest,
  recalled: readonly BuiltArtifact[],
): readonly Artifact[] {
  if (answer.overflow !== undefined) removeAtExit(answer.overflow);
  if (answer.ok) {
    const known = new Set(recalled.map(({ artifact }) => artifact.id));
    const built = answer.artifacts.filter(({ id }) => !known.has(id));
    rememberOrigins(projectRoot, built, process.env);
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
