import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import { joinPath } from "./flat-event.ts";

/** A field of a pattern: one of its matchers has to take the field's value. */
export interface FieldCondition {
  readonly path: string;
  readonly matchers: readonly unknown[];
}

/** A pattern without `$or`: all of its conditions have to hold. */
export type FlatPattern = readonly FieldCondition[];

/**
 * The patterns of which one has to match: each choice of a `$or` gives its own. Of two conditions for one field, as one inside and one
 * outside of a `$or` can be, the later one counts.
 */
export function flattenPattern(pattern: unknown, path = ""): readonly FlatPattern[] {
  if (Array.isArray(pattern)) return [[{ path, matchers: pattern }]];
  if (!isJsonObject(pattern)) return [];
  return Object.entries(pattern).reduce<readonly FlatPattern[]>(
    (alternatives, [name, inner]) => {
      const choices = isChoice(name, inner)
        ? inner.flatMap((choice) => flattenPattern(choice, path))
        : flattenPattern(inner, joinPath(path, name));
      return alternatives.flatMap((one) =>
        choices.map((choice) => [...one.filter(isNotIn(choice)), ...choice]),
      );
    },
    [[]],
  );
}

function isNotIn(choice: FlatPattern): (condition: FieldCondition) => boolean {
  const paths = new Set(choice.map(({ path }) => path));
  return ({ path }) => !paths.has(path);
}

/** No field of these names can stand in a `$or`: "RESERVED_FIELD_NAMES_IN_OR_RELATIONSHIP" of Event Ruler, the engine of EventBridge. */
const RESERVED = new Set([
  ...[
    "exactly",
    "equals-ignore-case",
    "prefix",
    "suffix",
    "anything-but",
    "exists",
    "wildcard",
    "numeric",
    "cidr",
  ],
  ...["=", "<", "<=", ">", ">=", "regex", "not-wildcard", "not-equals-ignore-case"],
  ...["date-after", "date-on-or-after", "date-before", "date-on-or-before", "in-date-range"],
  ...["ip-address-in-range", "ip-address-not-in-range"],
]);

/** `$or` is a choice only with two patterns or more, and without the names of operators; otherwise it is a field of that name. */
export function isChoice(name: string, inner: unknown): inner is readonly unknown[] {
  if (name !== "$or" || !Array.isArray(inner) || inner.length < 2) return false;
  return inner.every((choice) => isJsonObject(choice) && !hasReserved(choice));
}

function hasReserved(pattern: JsonObject): boolean {
  return Object.entries(pattern).some(
    ([name, inner]) => RESERVED.has(name) || (isJsonObject(inner) && hasReserved(inner)),
  );
}
