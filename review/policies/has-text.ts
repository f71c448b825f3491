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
  let fewest: Globs = allOf[0] ?? [];
  for (const globs of allOf) if (globs.length < fewest.length) fewest = globs;
  for (const glob of fewest) if (hasTextOf(glob, fewest, allOf, noneOf, effort)) return true;
  return false;
}

/** It is asked a hundred times for each policy: hence the loops, which make no lists that nobody needs. */
function hasTextOf(glob: Glob, of: Globs, allOf: readonly Globs[], noneOf: Globs, effort: Effort): boolean {
  if (!spend(effort, noneOf.length + allOf.length)) return true;
  if (hasAllOf(noneOf, glob)) return false;
  const narrowing: Globs[] = [];
  for (const globs of allOf) {
    if (globs === of || hasAllOf(globs, glob)) continue;
    const meeting = globs.filter((other) => mayMeet(other, glob));
    if (meeting.length === 0) return false;
    narrowing.push(meeting);
  }
  const excluding = noneOf.length === 0 ? noneOf : noneOf.filter((none) => mayMeet(none, glob));
  if (narrowing.length === 0 && excluding.length === 0) return true;
  return hasBeginning(glob, narrowing, excluding) ?? searchText(glob, narrowing, excluding, effort);
}

/** Whether one of the patterns is the same or stands for any text. */
function hasAllOf(globs: Globs, { key }: Glob): boolean {
  for (const other of globs) if (other.key === key || other.key === ANY_TEXT.key) return true;
  return false;
}

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
