import { UserError, type UserErrorParts } from "../reporting/user-error.ts";
import type { Artifact } from "./artifact.ts";
import type { BuildProblem } from "./build-problem.ts";
import type { BuildRequest } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { layerImportProblems } from "./layer-import-problems.ts";
import { checkLimits } from "./limits.ts";
import { problemReport } from "./problem-report.ts";

/**
 * The artifacts of an app, sorted by id, once everything is built, keeps to its limits and imports of layers what these have.
 *
 * @throws UserError for all `problems` that the build met, for what was built and is too large, and for imports that no layer has.
 */
export function checkedArtifacts(
  built: readonly BuiltArtifact[],
  request: BuildRequest,
  problems: readonly BuildProblem[] = [],
): readonly Artifact[] {
  const sorted = [...built].sort((a, b) => (a.artifact.id < b.artifact.id ? -1 : 1));
  const all = [...problems, ...sizeProblems(sorted, request), ...layerImportProblems(sorted)];
  if (all.length > 0) throw problemReport(all);
  return sorted.map(({ artifact }) => artifact);
}

/** A layer is checked alone: it does not bring the layers that it needs. */
function sizeProblems(built: readonly BuiltArtifact[], request: BuildRequest): readonly BuildProblem[] {
  const budgets = new Map([...request.functions, ...request.layers].map(({ id, budget }) => [id, budget]));
  const sizes = new Map(built.map(({ artifact, heaviest }) => [artifact.id, { ...artifact, heaviest }]));
  const refused = ({ artifact, heaviest }: BuiltArtifact, layers: readonly string[]) => {
    const { id, source } = artifact;
    const kind = artifact.kind === "function" ? "function" : "layer";
    const parts = refusal(() =>
      checkLimits(
        { ...artifact, heaviest },
        layers.map((layer) => sizes.get(layer)),
        budgets.get(id),
      ),
    );
    return parts === undefined ? [] : [{ parts, breaks: [{ kind, id, source }] } as const];
  };
  const functions = built.filter(({ artifact }) => artifact.kind === "function");
  const layers = built.filter(({ artifact }) => artifact.kind !== "function");
  const ofLayers = layers.flatMap((layer) => refused(layer, []));
  // Functions are not refused once more for a layer that is too large itself.
  for (const { breaks } of ofLayers) sizes.delete(breaks[0].id);
  return [...ofLayers, ...functions.flatMap((one) => refused(one, one.artifact.layers))];
}

function refusal(check: () => void): UserErrorParts | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.parts;
    throw error;
  }
}
