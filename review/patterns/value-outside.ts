import { compileCidr, parseCidr } from "../../local/events/cidr.ts";
import { asksForAbsence, compileMatchers } from "../../local/events/compile-matcher.ts";
import { isJsonObject, type Json } from "../plan/json.ts";
import { sampleValues } from "./sample-values.ts";
import { textAutomaton } from "./text-automaton.ts";
import { textOutside } from "./text-outside.ts";

/** Stands for a field that an event does not have. */
export const ABSENT = Symbol("absent");

/** A value of a field, or that there is none; undecided where that was not found out. */
export type Outside = { readonly value: Json | typeof ABSENT } | "none" | "undecided";

/**
 * A value that one matcher takes and none of a list does. Values of each kind are looked at in their own way: texts character by character,
 * numbers at and between all bounds, addresses at the ends of all blocks, the rest one by one.
 */
export function valueOutside(matcher: Json, list: readonly Json[]): Outside {
  if (asksForAbsence(matcher)) return list.some(asksForAbsence) ? "none" : { value: ABSENT };
  if (list.some(takesAll)) return "none";
  const present = list.filter((other) => !asksForAbsence(other));
  const [inside, listed] = [compileMatchers([matcher]), compileMatchers(present)];
  const isOutside = (value: Json): boolean => inside(value) && !listed(value);
  const numbers = numbersOf([matcher, ...present]);
  const samples = sampleValues(matcher, present);
  // A reader expects a number where a pattern asks for one.
  const candidates = numbers.length > 0 ? [...numbers, ...samples] : [...samples, 0];
  const found = [...candidates, true, false, null].find(isOutside);
  if (found !== undefined) return { value: found };
  return textsOutside(matcher, present, isOutside);
}

const takesAll = (matcher: Json): boolean => isJsonObject(matcher) && matcher.exists === true;

function textsOutside(matcher: Json, list: readonly Json[], isOutside: (value: Json) => boolean): Outside {
  const inside = textAutomaton(matcher);
  const others = list.map(textAutomaton);
  if (inside === undefined) return list.some((other) => isInBlock(matcher, other)) ? "none" : "undecided";
  const text = textOutside(
    inside,
    others.filter((other) => other !== undefined),
  );
  if (text === null) return "none";
  return text !== undefined && isOutside(text) ? { value: text } : "undecided";
}

/** Whether all addresses of a block are in the other one: two blocks lie in one another or apart. */
function isInBlock(matcher: Json, other: Json): boolean {
  const [inner, outer] = [matcher, other].map((one) =>
    isJsonObject(one) && typeof one.cidr === "string"
      ? { text: one.cidr, block: parseCidr(one.cidr) }
      : undefined,
  );
  if (inner?.block === undefined || outer?.block === undefined) return false;
  return outer.block.prefixLength <= inner.block.prefixLength && compileCidr(outer.text)(inner.block.address);
}

/** Every number that a matcher names, one between each two, and one beyond each end: elsewhere nothing changes. */
function numbersOf(matchers: readonly Json[]): readonly number[] {
  const bounds = [...new Set(matchers.flatMap(numbersIn))].sort((a, b) => a - b);
  const between = bounds.slice(1).map((bound, index) => (bound + (bounds[index] ?? 0)) / 2);
  return bounds.length === 0 ? [] : [...bounds, ...between, (bounds[0] ?? 0) - 1, (bounds.at(-1) ?? 0) + 1];
}

function numbersIn(value: Json): readonly number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap((item) => numbersIn(item as Json))
    : [];
}
