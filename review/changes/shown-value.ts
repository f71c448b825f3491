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
  if (Array.isArray(value) && value.length === 0) return "none";
  return undefined;
}

const cut = (text: string): string | undefined =>
  text.length <= MAX_LENGTH && !/[\n\r]/.test(text) ? text : undefined;
