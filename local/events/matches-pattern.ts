import {
  type ArrayMembership,
  type EventLeaf,
  type FlatEvent,
  flattenEvent,
  mergeMemberships,
} from "./flat-event.ts";
import { type FlatPattern, flattenPattern } from "./flat-pattern.ts";
import { asksForAbsence, takesValue } from "./takes-value.ts";

/**
 * Whether an event matches an EventBridge event pattern.
 *
 * All fields of the pattern have to match, each by one of its values. Of an array in the event any item may match, but
 * fields below an array of objects have to match in the same object.
 *
 * Follows "Amazon EventBridge event patterns" and "Comparison operators for use in event patterns in Amazon EventBridge".
 */
export function matchesPattern(pattern: unknown, event: unknown): boolean {
  const leaves = flattenEvent(event);
  return flattenPattern(pattern).some((flat) => {
    const inOrder = flat.toSorted((left, right) =>
      left.path < right.path ? -1 : Number(left.path > right.path),
    );
    return matchesFrom(inOrder, leaves, new Map());
  });
}

/** Whether the conditions hold for values that are part of the same array items as those that were chosen before. */
function matchesFrom(conditions: FlatPattern, leaves: FlatEvent, membership: ArrayMembership): boolean {
  const [condition, ...rest] = conditions;
  if (condition === undefined) return true;
  const candidates = within(leaves.get(condition.path) ?? [], membership);
  if (candidates.length === 0 && condition.matchers.some(asksForAbsence))
    return matchesFrom(rest, leaves, membership);
  const taken = candidates.filter(({ value }) =>
    condition.matchers.some((matcher) => takesValue(matcher, value)),
  );
  return distinct(taken).some((next) => matchesFrom(rest, leaves, next));
}

/** The values that fit the array items, with what they and those together are part of. */
function within(leaves: readonly EventLeaf[], membership: ArrayMembership): readonly EventLeaf[] {
  return leaves.flatMap(({ value, membership: own }) => {
    const merged = mergeMemberships(membership, own);
    return merged === undefined ? [] : [{ value, membership: merged }];
  });
}

// Values of one array item lead to the same rest: it is looked at once, so that long lists stay cheap.
function distinct(leaves: readonly EventLeaf[]): readonly ArrayMembership[] {
  const byText = new Map(
    leaves.map(({ membership }) => [JSON.stringify([...membership].toSorted()), membership]),
  );
  return [...byText.values()];
}
