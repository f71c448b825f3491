import { definitionError } from "./definition-error.ts";
import type { JsonObject } from "./json-value.ts";

/** Throws DefinitionError where both of two fields are there of which there may be one. */
export function refuseBoth(of: JsonObject, one: string, other: string, place: string): void {
  if (of[one] === undefined || of[other] === undefined) return;
  const says = { message: `There should only be one of the following fields: [${one}, ${other}]` };
  throw definitionError(place, `either ${one} or ${other}`, "both", says);
}
