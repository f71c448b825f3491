import { type Json, parsedJson } from "../plan/json.ts";
import type { Scrub } from "../plan/scrub.ts";

/** The document in an attribute that holds JSON as a text, without its secrets; undefined for what is none. */
export function parsedText(value: Json | undefined, scrub: Scrub): Json | undefined {
  return typeof value === "string" ? parsedJson(scrub(value)) : undefined;
}
