import type { Json } from "../plan/json.ts";

/**
 * How the events that one pattern matches relate to those that the other does: `wider` means that all that matched still match, and more
 * do. `undecided` where it can not be said for sure.
 */
export type Relation = "same" | "wider" | "narrower" | "both" | "undecided";

export interface PatternComparison {
  readonly relation: Relation;
  /** An event that only the pattern after matches; there for `wider` and `both`, checked with the matcher itself. */
  readonly gained?: Json;
  /** An event that only the pattern before matches; there for `narrower` and `both`. */
  readonly lost?: Json;
  /** The difference field by field in words: `source: also "shop.returns"`, `detail.total: any value (was > 0)`. */
  readonly differences: readonly string[];
  /** Why it was not decided. */
  readonly reason?: string;
}
