import { isJsonObject } from "../states/json-value.ts";
import { joinPath } from "./flat-event.ts";

/** A field of a pattern: one of its matchers has to take the field's value. */
export interface FieldCondition {
  readonly path: string;
  readonly matchers: readonly unknown[];
}

/** A pattern without `$or`: all of its conditions have to hold. */
export type FlatPattern = readonly FieldCondition[];

/** The patterns of which one has to match: each choice of a `$or` gives its own. */
export function flattenPattern(pattern: unknown, path = ""): readonly FlatPattern[] {
  if (Array.isArray(pattern)) return [[{ path, matchers: pattern }]];
  if (!isJsonObject(pattern)) return [];
  return Object.entries(pattern).reduce<readonly FlatPattern[]>(
    (alternatives, [name, inner]) => {
      const choices = isChoice(name, inner)
        ? inner.flatMap((choice) => flattenPattern(choice, path))
        : flattenPattern(inner, joinPath(path, name));
      return alternatives.flatMap((one) => choices.map((choice) => [...one, ...choice]));
    },
    [[]],
  );
}

/** `$or` is a choice only with two patterns or more; otherwise it is a field of that name. */
export function isChoice(name: string, inner: unknown): inner is readonly unknown[] {
  return name === "$or" && Array.isArray(inner) && inner.length > 1 && inner.every(isJsonObject);
}
