import { isJsonObject, type Json } from "../plan/json.ts";
import { isSealed } from "./same-json.ts";

/** The deepest nesting of a JSON text that Step Functions' own parser takes. */
export const DEEPEST_NESTING = 1000;

/** Whether lists and objects stand in one another deeper than that. */
export function isNestedTooDeep(value: Json | undefined): boolean {
  let level: readonly (Json | undefined)[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST_NESTING) return true;
    level = level.flatMap(itemsOf);
  }
  return false;
}

function itemsOf(value: Json | undefined): readonly Json[] {
  if (isSealed(value)) return [];
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}
