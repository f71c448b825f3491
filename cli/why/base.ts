import type { ManifestEntry } from "../../packaging/manifest.ts";

/** What a build is compared with. */
export interface Base {
  readonly entries: readonly ManifestEntry[];
  /** What it is, for a stack, as it stands in a sentence: `the last deploy`, `the build before`. */
  readonly sinceOf: (stack: string) => string;
  /** What the user should know of one artifact's base, a line each. */
  readonly notesOf: (entry: ManifestEntry) => readonly string[];
  /** The digests, in base64, of deployed zips of which nobody knows what they were made from; by the id of the artifact. */
  readonly unknown: ReadonlyMap<string, string>;
}

/** A manifest stands for all stacks. */
export const manifestBase = (entries: readonly ManifestEntry[], since: string): Base => ({
  entries,
  sinceOf: () => since,
  notesOf: () => [],
  unknown: new Map(),
});
