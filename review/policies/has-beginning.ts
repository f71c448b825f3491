import type { Beginning, Glob } from "./glob.ts";

/**
 * What `searchText` tells, for patterns that are texts or beginnings of texts, as most of those in policies are; undefined where one is
 * not.
 */
export function hasBeginning(
  glob: Glob,
  others: readonly (readonly Glob[])[],
  noneOf: readonly Glob[],
): boolean | undefined {
  const [none, ...sets] = [noneOf, ...others].map(beginningsOf);
  if (glob.beginning === undefined || none === undefined || sets.includes(undefined)) return undefined;
  return isLeft(glob.beginning, sets as readonly (readonly Beginning[])[], none);
}

function isLeft(
  one: Beginning,
  [next, ...others]: readonly (readonly Beginning[])[],
  none: readonly Beginning[],
): boolean {
  // A text goes on with any character: only what all of its beginnings are in leaves nothing of them.
  if (next === undefined) return !none.some((other) => isWithin(one, other));
  return next.some((other) => {
    if (isWithin(one, other)) return isLeft(one, others, none);
    return isWithin(other, one) && isLeft(other, others, none);
  });
}

/** Whether the other one stands for all that this one does. */
export const isWithin = (one: Beginning, other: Beginning): boolean =>
  other.isOpen ? one.text.startsWith(other.text) : !one.isOpen && one.text === other.text;

function beginningsOf(globs: readonly Glob[]): readonly Beginning[] | undefined {
  const beginnings = globs.flatMap(({ beginning }) => beginning ?? []);
  return beginnings.length === globs.length ? beginnings : undefined;
}
