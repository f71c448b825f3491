import { type DefinitionError, definitionError, inWords } from "./definition-error.ts";

/** The mistake of a field that what it stands in does not have; `place` is that of the whole, "" for the state machine. */
export function unsupportedField(
  place: string,
  field: string,
  expected: string,
  found: string = inWords(field),
): DefinitionError {
  const at = place === "" ? field : `${place}/${field}`;
  return definitionError(at, expected, found, { message: `Field '${field}' is not supported`, at: place });
}
