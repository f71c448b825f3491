import type { BuiltArtifact } from "./built-artifact.ts";

/** The warnings of a build, each told once however many functions share it; sorted by file and line. */
export function warningsOf(built: readonly BuiltArtifact[]): readonly string[] {
  const lines = new Set(built.flatMap(({ warnings }) => warnings ?? []));
  const sortable = (line: string) => line.replace(/\d+/g, (digits) => digits.padStart(10, "0"));
  return [...lines].sort((a, b) => (sortable(a) < sortable(b) ? -1 : 1));
}
