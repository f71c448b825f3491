import { numberSetting, outOfRange } from "./settings.ts";
import type { StateRun } from "./state-run.ts";

/** How many children of a distributed Map state may fail; none where it says nothing. A threshold of 0 is as good as none. */
export async function toleratedFailures(run: StateRun, childCount: number): Promise<number> {
  const count = await numberSetting(run, "ToleratedFailureCount", Number.POSITIVE_INFINITY);
  if (Number.isFinite(count)) run.inspect?.("toleratedFailureCount", count);
  const percentage = await numberSetting(run, "ToleratedFailurePercentage", Number.POSITIVE_INFINITY);
  if (Number.isFinite(percentage)) run.inspect?.("toleratedFailurePercentage", percentage);
  if (Number.isFinite(percentage) && percentage > 100) {
    throw outOfRange(run, "ToleratedFailurePercentage must be between 0 and 100.");
  }
  const byPercentage =
    percentage === 0 ? Number.POSITIVE_INFINITY : Math.floor((percentage * childCount) / 100);
  const tolerated = Math.min(count === 0 ? Number.POSITIVE_INFINITY : count, byPercentage);
  return Number.isFinite(tolerated) ? tolerated : 0;
}
