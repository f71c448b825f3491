import type { ArtifactContent } from "./artifact-store.ts";

/** The ten files that weigh most, heaviest first; of the same weight, by path. */
export function heaviestOf(contents: readonly ArtifactContent[]): readonly ArtifactContent[] {
  return [...contents].sort((a, b) => b.sizeBytes - a.sizeBytes || (a.path < b.path ? -1 : 1)).slice(0, 10);
}
