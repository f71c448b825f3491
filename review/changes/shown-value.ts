import type { Json } from "../plan/json.ts";
import { isMasked } from "../plan/masked.ts";
import { type Scrub, scrubValue } from "../plan/scrub.ts";

const MAX_LENGTH = 80;

/** A value of an attribute as a reader sees it: short, and nothing of a secret. Undefined for what is too large to be a word. */
export function shownValue(value: Json | undefined, scrub: Scrub): string | undefined {
  if (value === undefined || value === null) return "none";
  if (isMasked(value)) return "(secret)";
  if (typeof value === "string") {
    // A document in a text has names and values of its own, environments among them.
    if (/^\s*[[{]/.test(value)) return undefined;
    return value === "" ? "none" : cut(scrubValue(scrub, value));
  }
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? shownList(value, scrub) : undefined;
}

/** A few words that stand in a list. */
function shownList(list: readonly Json[], scrub: Scrub): string | undefined {
  if (list.length === 0) return "none";
  const words = list.map((item) =>
    typeof item === "string" && item !== "" ? shownValue(item, scrub) : undefined,
  );
  return words.includes(undefined) ? undefined : cut(words.join(", "));
}

const cut = (text: string): string | undefined =>
  text.length <= MAX_LENGTH && !/[\n\r]/.test(text) ? text : undefined;
