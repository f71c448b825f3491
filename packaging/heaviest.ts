import type { ArtifactContent } from "./artifact-store.ts";

const COUNT = 10;

/** The ten files that weigh most, heaviest first; of the same weight, by path. */
export function heaviestOf(contents: readonly ArtifactContent[]): readonly ArtifactContent[] {
  const sizes = contents.map(({ sizeBytes }) => sizeBytes).sort((a, b) => b - a);
  const least = sizes[Math.min(COUNT, sizes.length) - 1] ?? 0;
  // Most of the thousands of files need not be compared by their paths.
  const candidates = contents.filter(({ sizeBytes }) => sizeBytes >= least);
  return candidates.sort((a, b) => b.sizeBytes - a.sizeBytes || (a.path < b.path ? -1 : 1)).slice(0, COUNT);
}
