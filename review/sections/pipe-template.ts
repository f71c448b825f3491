import { isJsonObject, type Json, parsedJson } from "../plan/json.ts";

/** Stands before a variable that is no text; what is not assigned in Unicode comes up in no template. */
const VARIABLE = "\uffff";

/**
 * The template of a pipe as JSON, in which each text is as the template has it: a variable without quotes as `<$.body.total>`, a text with its
 * quotes, so that the two are not the same. Undefined for one that is no object or list.
 */
export function pipeTemplate(text: string): Json | undefined {
  const quoted = text.replace(/"(?:[^"\\]|\\.)*"|<([^<>]*)>/gs, (found, variable: string | undefined) =>
    variable === undefined ? found : JSON.stringify(`${VARIABLE}<${variable}>`),
  );
  const value = parsedJson(quoted);
  return typeof value === "object" && value !== null ? asWritten(value) : undefined;
}

function asWritten(value: Json): Json {
  if (typeof value === "string")
    return value.startsWith(VARIABLE) ? value.slice(VARIABLE.length) : JSON.stringify(value);
  if (Array.isArray(value)) return value.map(asWritten);
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asWritten(item)]));
  return value;
}
