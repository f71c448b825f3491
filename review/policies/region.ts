import type { Effort } from "./effort.ts";
import { ANY_TEXT } from "./glob.ts";
import { type Globs, hasText } from "./has-text.ts";

/** What a statement says of its actions, resources or principals: texts in each of `allOf` and in none of `noneOf`. */
export interface Region {
  readonly allOf: readonly Globs[];
  readonly noneOf: Globs;
}

export const EVERYTHING: Region = { allOf: [[ANY_TEXT]], noneOf: [] };

export const isEmpty = ({ allOf, noneOf }: Region, effort: Effort): boolean =>
  !hasText(allOf, noneOf, effort);

export function intersection(one: Region, other: Region): Region {
  if (one === other) return one;
  const keys = new Set(one.allOf.map(keyOf));
  const added = other.allOf.filter((globs) => !keys.has(keyOf(globs)));
  const none = new Set(one.noneOf.map(({ key }) => key));
  return {
    allOf: [...one.allOf, ...added],
    noneOf: [...one.noneOf, ...other.noneOf.filter(({ key }) => !none.has(key))],
  };
}

/** What is in one and not in the other, in pieces that may overlap; empty ones are left out. */
export function difference(one: Region, other: Region, effort: Effort): readonly Region[] {
  if (one === other) return [];
  const outside = other.allOf.map((globs) => ({ allOf: one.allOf, noneOf: [...one.noneOf, ...globs] }));
  const spared =
    other.noneOf.length === 0 ? [] : [{ allOf: [...one.allOf, other.noneOf], noneOf: one.noneOf }];
  return [...outside, ...spared].filter((piece) => !isEmpty(piece, effort));
}

/** Lists are handed on as they are: their keys are asked for again and again. */
const KEYS = new WeakMap<Globs, string>();

function keyOf(globs: Globs): string {
  const known = KEYS.get(globs);
  if (known !== undefined) return known;
  const key = globs
    .map((glob) => glob.key)
    .sort()
    .join("\u0000");
  KEYS.set(globs, key);
  return key;
}
