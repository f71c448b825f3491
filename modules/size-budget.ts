import type { Construct } from "constructs";
import type { SizeBudget } from "../packaging/build-request.ts";
import { MAX_UNZIPPED_BYTES, MAX_ZIP_BYTES } from "../packaging/limits.ts";
import { wholeNumber } from "./whole-number.ts";

/**
 * Checks the prop `budget`: at most what Lambda takes anyway.
 *
 * @throws UserError naming the construct, the part of the budget and its range.
 */
export function checkSizeBudget(construct: Construct, { zipBytes, unzippedBytes }: SizeBudget): void {
  if (zipBytes !== undefined) {
    wholeNumber(construct, "budget.zipBytes", zipBytes, { min: 1, max: MAX_ZIP_BYTES });
  }
  if (unzippedBytes !== undefined) {
    wholeNumber(construct, "budget.unzippedBytes", unzippedBytes, { min: 1, max: MAX_UNZIPPED_BYTES });
  }
}
