import { asksForAbsence, compileMatchers, type TakesValue } from "./compile-matcher.ts";
import {
  type ArrayItem,
  type ArrayMembership,
  type EventLeaf,
  type FlatEvent,
  mergeItem,
  OUTSIDE,
} from "./flat-event.ts";
import { type FieldCondition, flattenPattern } from "./flat-pattern.ts";

/** What one field of an event has to be. */
export interface CompiledCondition extends FieldCondition {
  readonly takes: TakesValue;
  /** Whether the field may be missing. */
  readonly takesAbsence: boolean;
}

/** A pattern without `$or`: all of its conditions have to hold. */
export interface CompiledPattern {
  readonly conditions: readonly CompiledCondition[];
  matches(event: FlatEvent): boolean;
}

/** The patterns of which one has to match, ready for many events: one, and one more for each further choice of a `$or`. */
export function compilePattern(pattern: unknown): readonly CompiledPattern[] {
  return flattenPattern(pattern).map((flat) => {
    const conditions = flat
      .map(({ path, matchers }) => ({
        path,
        matchers,
        takes: compileMatchers(matchers),
        takesAbsence: matchers.some(asksForAbsence),
      }))
      .sort((left, right) => (left.path < right.path ? -1 : Number(left.path > right.path)));
    return { conditions, matches: (event) => matchFrom(conditions, 0, event, OUTSIDE) };
  });
}

/** Whether the conditions from `at` on hold for values that are part of the same array items as those that were chosen before. */
function matchFrom(
  conditions: readonly CompiledCondition[],
  at: number,
  event: FlatEvent,
  membership: ArrayMembership,
): boolean {
  const condition = conditions[at];
  if (condition === undefined) return true;
  const { path, takes, takesAbsence } = condition;
  const leaves = event.get(path);
  const [only] = leaves ?? [];
  if (leaves === undefined || only === undefined) {
    return takesAbsence && matchFrom(conditions, at + 1, event, membership);
  }
  // Most fields have one value, outside of all arrays.
  if (leaves.length === 1 && only.item === undefined) {
    return takes(only.value) && matchFrom(conditions, at + 1, event, membership);
  }
  const items = itemsOf(leaves, membership);
  if (items.size === 0) return takesAbsence && matchFrom(conditions, at + 1, event, membership);
  const taken = new Set(leaves.filter(({ value }) => takes(value)).map(({ item }) => item));
  for (const [item, merged] of items) {
    if (taken.has(item) && matchFrom(conditions, at + 1, event, merged)) return true;
  }
  return false;
}

/**
 * The array items with values that fit those chosen before, with what they and those together are part of. Values of one item lead
 * to the same rest: it is looked at once, so that long lists stay cheap.
 */
function itemsOf(
  leaves: readonly EventLeaf[],
  membership: ArrayMembership,
): ReadonlyMap<ArrayItem | undefined, ArrayMembership> {
  const items = new Map<ArrayItem | undefined, ArrayMembership>();
  for (const item of new Set(leaves.map((leaf) => leaf.item))) {
    const merged = mergeItem(membership, item);
    if (merged !== undefined) items.set(item, merged);
  }
  return items;
}
