import { isJsonObject } from "./json-value.ts";

/** The deepest nesting of a JSON text that Step Functions' own parser takes. */
export const DEEPEST_NESTING = 1000;

/** Whether lists and objects stand in one another deeper than that. */
export function isNestedTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST_NESTING) return true;
    level = level.flatMap((one) => (Array.isArray(one) ? one : isJsonObject(one) ? Object.values(one) : []));
  }
  return false;
}
