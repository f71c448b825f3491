import { UserError } from "../reporting/user-error.ts";
import type { ArtifactContent } from "./artifact-store.ts";
import type { SizeBudget } from "./build-request.ts";
import { heaviestOf } from "./heaviest.ts";

/** What counts against Lambda's limits ("Lambda quotas"). */
export interface ArtifactSize {
  readonly id: string;
  readonly sizeBytes: number;
  readonly unzippedBytes: number;
  readonly heaviest: readonly ArtifactContent[];
}

const MEBIBYTE = 1024 * 1024;
export const MAX_ZIP_BYTES = 50 * MEBIBYTE;
export const MAX_UNZIPPED_BYTES = 250 * MEBIBYTE;
const MAX_LAYERS = 5;

/**
 * Checks a function with its layers, or a layer alone, against what Lambda takes, then against its own budget. Undefined stands
 * for a layer whose size is not known.
 *
 * @throws UserError that names the limit or budget, the size and the ten heaviest files.
 */
export function checkLimits(
  artifact: ArtifactSize,
  layers: readonly (ArtifactSize | undefined)[],
  budget: SizeBudget = {},
): void {
  checkLambdaLimits(artifact, layers);
  checkBudget(artifact, budget);
}

function checkLambdaLimits(artifact: ArtifactSize, layers: readonly (ArtifactSize | undefined)[]): void {
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
  const all = [artifact, ...layers.filter((layer) => layer !== undefined)];
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

function checkBudget({ id, sizeBytes, unzippedBytes, heaviest }: ArtifactSize, budget: SizeBudget): void {
  const advice = () =>
    `Make it smaller or raise the budget. The heaviest inputs, unzipped: ${heaviest
      .map(({ path, sizeBytes }) => `${path} (${inBytes(sizeBytes)})`)
      .join(", ")}.`;
  if (budget.zipBytes !== undefined && sizeBytes > budget.zipBytes) {
    throw new UserError({
      at: id,
      expected: `a zip of at most ${inBytes(budget.zipBytes)}, its budget`,
      found: inBytes(sizeBytes),
      advice: advice(),
    });
  }
  if (budget.unzippedBytes !== undefined && unzippedBytes > budget.unzippedBytes) {
    throw new UserError({
      at: id,
      expected: `at most ${inBytes(budget.unzippedBytes)} unzipped, its budget`,
      found: inBytes(unzippedBytes),
      advice: advice(),
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

/** Exact, as a budget is. */
function inBytes(bytes: number): string {
  return `${bytes.toLocaleString("en-US")} bytes`;
}
