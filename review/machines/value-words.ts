import { isJsonObject, type Json } from "../plan/json.ts";
import { isSealed } from "./same-json.ts";
import { shortPair, shortText } from "./short-text.ts";

/** Of a large value no more is written than a line can show. */
const MOST_ITEMS = 20;

/** A value as it is shown: paths, expressions and ARNs as they are, other texts in quotes. */
export function valueText(value: Json | undefined): string {
  if (value === undefined) return "none";
  if (typeof value === "string") return isBare(value) ? value : JSON.stringify(value);
  if (isSealed(value)) return String(JSON.parse(JSON.stringify(value)));
  return JSON.stringify(firstOf(value));
}

/** `100 → 200`, of values that differ. */
export const changeWords = (before: Json | undefined, after: Json | undefined): string =>
  arrowWords(valueText(before), valueText(after));

/** `a → b` of two texts that stand for different things. */
export function arrowWords(before: string, after: string): string {
  const [was, is] = shownPair(before, after);
  return `${was} → ${is}`;
}

/** `a (was b)` of two texts that stand for different things. */
export function wasWords(before: string, after: string): string {
  const [was, is] = shownPair(before, after);
  return `${is} (was ${was})`;
}

export const shortValue = (value: Json | undefined): string => shortText(valueText(value));

/** Secrets that differ read the same: that they differ must still be seen. */
function shownPair(before: string, after: string): readonly [string, string] {
  const [was, is] = shortPair(before, after);
  return [was, was === is ? `another ${is}` : is];
}

const isBare = (text: string): boolean => /^(\$|\{%|arn:|\(known after apply\)$|\(secret\)$)/.test(text);

function firstOf(value: Json): Json {
  if (isSealed(value)) return value;
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map(firstOf);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_ITEMS)
      .map(([key, one]) => [key, firstOf(one)]),
  );
}
