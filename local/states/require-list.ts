import { definitionError, inWords, missingFields } from "./definition-error.ts";
import type { JsonObject } from "./json-value.ts";

/** Throws DefinitionError where a field is no list, or one of nothing. */
export function requireList(of: JsonObject, field: string, place: string, expected: string): void {
  const list = of[field];
  if (Array.isArray(list) && list.length > 0) return;
  const says =
    list === undefined
      ? { message: missingFields(field), at: place }
      : { message: Array.isArray(list) ? "Value cannot be empty" : "Expected value of type [ARRAY]" };
  throw definitionError(`${place}/${field}`, expected, inWords(list), says);
}
