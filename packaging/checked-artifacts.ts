import type { Artifact } from "./artifact.ts";
import type { BuildRequest } from "./build-request.ts";
import type { BuiltArtifact } from "./built-artifact.ts";
import { checkLayerImports } from "./check-layer-imports.ts";
import { type ArtifactSize, checkLimits } from "./limits.ts";

/**
 * The artifacts of an app, sorted by id, once all of them keep to their limits and import of layers what these have.
 *
 * @throws UserError for the first that does not.
 */
export function checkedArtifacts(
  built: readonly BuiltArtifact[],
  request: BuildRequest,
): readonly Artifact[] {
  const budgets = new Map([...request.functions, ...request.layers].map(({ id, budget }) => [id, budget]));
  const sorted = [...built].sort((a, b) => (a.artifact.id < b.artifact.id ? -1 : 1));
  const sizes = new Map<string, ArtifactSize>(
    sorted.map(({ artifact, heaviest }) => [artifact.id, { ...artifact, heaviest }]),
  );
  for (const { artifact } of sorted) {
    const usesThem = artifact.kind === "function"; // a layer does not bring the layers that it needs
    const layers = usesThem ? artifact.layers.map((id) => sizes.get(id) as ArtifactSize) : [];
    checkLimits(sizes.get(artifact.id) as ArtifactSize, layers, budgets.get(artifact.id));
  }
  checkLayerImports(sorted);
  return sorted.map(({ artifact }) => artifact);
}
