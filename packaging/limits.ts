import { UserError } from "../reporting/user-error.ts";
import type { ArtifactContent } from "./artifact-store.ts";
import { heaviestOf } from "./heaviest.ts";

/** What counts against Lambda's limits ("Lambda quotas"). */
export interface ArtifactSize {
  readonly id: string;
  readonly sizeBytes: number;
  readonly unzippedBytes: number;
  readonly heaviest: readonly ArtifactContent[];
}

const MEBIBYTE = 1024 * 1024;
const MAX_ZIP_BYTES = 50 * MEBIBYTE;
const MAX_UNZIPPED_BYTES = 250 * MEBIBYTE;
const MAX_LAYERS = 5;

/**
 * Checks a function with its layers, or a layer alone, against what Lambda takes.
 *
 * @throws UserError that names the limit, the size and the ten heaviest files.
 */
export function checkLimits(artifact: ArtifactSize, layers: readonly ArtifactSize[]): void {
  if (layers.length > MAX_LAYERS) {
    throw new UserError({
      at: artifact.id,
      expected: `at most ${MAX_LAYERS} layers, Lambda's limit`,
      found: String(layers.length),
      advice: "Merge layers that are always used together.",
    });
  }
  if (artifact.sizeBytes > MAX_ZIP_BYTES) {
    throw new UserError({
      at: artifact.id,
      expected: "a zip of at most 50 MB, Lambda's limit for an upload",
      found: inMegabytes(artifact.sizeBytes),
      advice: heaviestSentence(artifact.heaviest),
    });
  }
  const all = [artifact, ...layers];
  const unzippedBytes = all.reduce((sum, part) => sum + part.unzippedBytes, 0);
  if (unzippedBytes > MAX_UNZIPPED_BYTES) {
    throw new UserError({
      at: artifact.id,
      expected: `at most 250 MB unzipped${layers.length > 0 ? " with its layers" : ""}, Lambda's limit`,
      found: inMegabytes(unzippedBytes),
      advice: heaviestSentence(heaviestOf(all.flatMap(({ heaviest }) => heaviest))),
    });
  }
}

function heaviestSentence(heaviest: readonly ArtifactContent[]): string {
  const named = heaviest.map(({ path, sizeBytes }) => `${path} (${inMegabytes(sizeBytes)})`);
  return `The heaviest files are ${named.join(", ")}.`;
}

function inMegabytes(bytes: number): string {
  return `${(bytes / MEBIBYTE).toFixed(2)} MB`;
}
