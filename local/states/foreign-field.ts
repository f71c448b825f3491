import { type DefinitionError, definitionError } from "./definition-error.ts";

/** The mistake of a field that only the other query language has. */
export function foreignField(place: string, field: string, language: string): DefinitionError {
  const other = language === "JSONata" ? "JSONPath" : "JSONata";
  return definitionError(
    `${place}/${field}`,
    `only fields of ${language}`,
    "one of the other query language",
    {
      message: `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`,
      at: place,
    },
  );
}
