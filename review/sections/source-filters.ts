import { isNothing } from "../changes/difference.ts";
import { isJsonObject, type Json, type JsonObject, onlyBlock } from "../plan/json.ts";
import type { Scrub } from "../plan/scrub.ts";
import { parsedText } from "./parsed-text.ts";

/** Where an event source mapping, or a pipe, has its filters. */
export const filterCriteria = (side: JsonObject): Json | undefined =>
  onlyBlock(side.source_parameters)?.filter_criteria ?? side.filter_criteria;

/**
 * The patterns of which one has to match; `[{}]`, which everything does, where there are none.
 *
 * @returns undefined where one of them is no JSON, or must not be shown: what such a filter lets through is not known.
 */
export function sourceFilters(side: JsonObject, scrub: Scrub): readonly Json[] | undefined {
  const criteria = filterCriteria(side);
  const filters = onlyBlock(criteria)?.filter;
  if (isNothing(criteria) || isNothing(filters)) return [{}];
  if (!Array.isArray(filters)) return undefined;
  const patterns = filters.map((filter: Json) =>
    isJsonObject(filter) ? parsedText(filter.pattern, scrub) : undefined,
  );
  return patterns.includes(undefined) ? undefined : (patterns as readonly Json[]);
}

/** The same of a subscription's policy. */
export function policyFilters(
  { filter_policy: policy }: JsonObject,
  scrub: Scrub,
): readonly Json[] | undefined {
  if (isNothing(policy)) return [{}];
  const pattern = parsedText(policy, scrub);
  return pattern === undefined ? undefined : [pattern];
}
