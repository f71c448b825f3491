import { type Effort, spend } from "./effort.ts";
import { ANY_TEXT, type Glob, withoutVariables } from "./glob.ts";
import { hasBeginning, isWithin } from "./has-beginning.ts";
import { searchText } from "./search-text.ts";

/** A union of patterns. */
export type Globs = readonly Glob[];

/**
 * Whether there is a text that one pattern of each of `allOf` matches and none of `noneOf`. Exact, but for two things that make it say
 * yes: the effort is used up, or variables of several patterns may or may not be the same text.
 */
export function hasText(allOf: readonly Globs[], noneOf: Globs, effort: Effort): boolean {
  if (hasSymbolicText(allOf, noneOf, effort)) return true;
  const hasVariables = allOf.some((globs) => globs.some(({ hasVariable }) => hasVariable));
  if (allOf.length < 2 || !hasVariables) return false;
  const excluded = new Set(noneOf.map(({ key }) => key));
  const anyText = allOf.map((globs) => globs.filter(({ key }) => !excluded.has(key)).map(withoutVariables));
  if (!hasSymbolicText(anyText, noneOf, effort)) return false;
  if (noneOf.length > 0) effort.unsure = true;
  return true;
}

function hasSymbolicText(allOf: readonly Globs[], noneOf: Globs, effort: Effort): boolean {
  const [first = [], ...others] = [...allOf].sort((one, other) => one.length - other.length);
  return first.some((glob) => hasTextOf(glob, others, noneOf, effort));
}

function hasTextOf(glob: Glob, others: readonly Globs[], noneOf: Globs, effort: Effort): boolean {
  if (!spend(effort, 1 + noneOf.length + others.length)) return true;
  if (noneOf.some((none) => none.key === glob.key || isAnyText(none))) return false;
  const narrowing = others
    .filter((globs) => !globs.some((other) => other.key === glob.key || isAnyText(other)))
    .map((globs) => globs.filter((other) => mayMeet(other, glob)));
  if (narrowing.some((globs) => globs.length === 0)) return false;
  const excluding = noneOf.filter((none) => mayMeet(none, glob));
  if (narrowing.length === 0 && excluding.length === 0) return true;
  return hasBeginning(glob, narrowing, excluding) ?? searchText(glob, narrowing, excluding, effort);
}

const isAnyText = ({ key }: Glob): boolean => key === ANY_TEXT.key;

/** Cheap: false where the beginnings, up to the first wildcard of either, differ. */
function mayMeet(one: Glob, other: Glob): boolean {
  if (one.beginning !== undefined && other.beginning !== undefined)
    return isWithin(one.beginning, other.beginning) || isWithin(other.beginning, one.beginning);
  for (let index = 0; ; index += 1) {
    const [first, second] = [one.tokens[index], other.tokens[index]];
    if (first === undefined && second === undefined) return true;
    if (first !== undefined && first.kind !== "char") return true;
    if (second !== undefined && second.kind !== "char") return true;
    if (first === undefined || second === undefined) return false;
    if (first.char !== second.char && !first.anyCase && !second.anyCase) return false;
  }
}
