import type { Json } from "../plan/json.ts";
import { compareAlternatives } from "./compare-patterns.ts";
import type { PatternComparison } from "./pattern-comparison.ts";

/** Filters of a source, of which one has to match; `[{}]` where everything gets through. */
export function compareFilters(before: readonly Json[], after: readonly Json[]): PatternComparison {
  const [all, allAfter] = [before, after].map((filters) => filters.some(takesAll));
  if (all && allAfter) return { relation: "same", differences: [] };
  if (allAfter) return { relation: "wider", differences: ["everything gets through"] };
  return all
    ? { relation: "narrower", differences: ["not everything gets through any more"] }
    : compareAlternatives(before, after);
}

const takesAll = (filter: Json): boolean =>
  typeof filter === "object" && filter !== null && Object.keys(filter).length === 0;
