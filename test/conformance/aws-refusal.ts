import { DefinitionError, type Diagnostic } from "../../local/states/definition-error.ts";
import { UserError } from "../../reporting/user-error.ts";

/** What AWS says of a definition that it refuses; undefined for an error of another kind. */
export function refusedFor(definition: unknown, error: unknown): readonly Diagnostic[] | undefined {
  if (typeof definition === "string") return [ofText(definition)];
  if (error instanceof DefinitionError) return error.diagnostics;
  return error instanceof UserError
    ? [{ code: "SCHEMA_VALIDATION_FAILED", message: error.message }]
    : undefined;
}

/** What "CreateStateMachine" makes of it; "ValidateStateMachineDefinition" lists it one by one. */
export function awsRefusal(diagnostics: readonly Diagnostic[]): string {
  const mistakes = diagnostics.map(
    ({ code, message, location }) => `${code}: ${message} at ${location ?? "null"}`,
  );
  return `Invalid State Machine Definition: '${mistakes.join(", ")}'`;
}

/** A text that is no JSON object, in the words of Jackson, by which AWS reads it, as far as they are known. */
function ofText(text: string): Diagnostic {
  const [whole, before = "", token = ""] = /^(\s*)([A-Za-z_$][\w$]*)/.exec(text) ?? [];
  if (whole === undefined || ["true", "false", "null"].includes(token)) {
    return { code: "SCHEMA_VALIDATION_FAILED", message: "Definition must be a valid JSON object" };
  }
  const lines = (before + token).split("\n");
  const place = `line: ${lines.length}, column: ${(lines.at(-1) ?? "").length + 1}`;
  const location = `[Source: (String)"${text}"; ${place}]`;
  const expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
  const message = `Unrecognized token '${token}': was expecting ${expected}\n at ${location}`;
  return { code: "INVALID_JSON_DESCRIPTION", message, location };
}
