import { UserError, type UserErrorParts } from "../../reporting/user-error.ts";

/** What AWS says of a mistake in a definition ("ValidateStateMachineDefinitionDiagnostic"). */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly message: string;
  /** `/States/Resize/Next`, or `/` for the state machine; undefined where no one place is meant. */
  readonly location?: string;
}

type DiagnosticCode =
  | "DUPLICATE_LABEL_NAME"
  | "DUPLICATE_STATE_NAME"
  | "INVALID_JSON_DESCRIPTION"
  | "INVALID_JSONATA_EXPRESSION"
  | "INVALID_LABEL_NAME"
  | "INVALID_STATE_NAME"
  | "INVALID_VARIABLE_NAME"
  | "MISSING_END_STATE"
  | "MISSING_TRANSITION_TARGET"
  | "RESERVED_VARIABLE_NAME"
  | "SCHEMA_VALIDATION_FAILED"
  | "TOO_DEEPLY_NESTED"
  | "UNSUPPORTED_JSONATA_EXPRESSION";

/** A definition that AWS refuses, with all that it says of it; the message tells of the first mistake. */
export class DefinitionError extends UserError {
  declare readonly diagnostics: readonly Diagnostic[];

  constructor(parts: UserErrorParts, diagnostics: readonly Diagnostic[]) {
    super(parts);
    Object.defineProperty(this, "diagnostics", { value: diagnostics, enumerable: false });
  }
}

/** How AWS tells of a mistake, as far as that is known. */
interface InAwsWords {
  /** Default: SCHEMA_VALIDATION_FAILED. */
  readonly code?: DiagnosticCode;
  readonly message?: string;
  /** A place as `place` is; null for none. Default: `place`. */
  readonly at?: string | null;
}

/** A definition that cannot be run, also where that is found while it runs. `place` leads from the whole to the mistake: `States/Resize/Next`. */
export function definitionError(
  place: string,
  expected: string,
  found: string,
  { code = "SCHEMA_VALIDATION_FAILED", message, at = place }: InAwsWords = {},
): DefinitionError {
  const parts = {
    at: `state machine definition, ${place.replaceAll("/", ".")}`,
    expected,
    found,
    advice: "Correct the definition.",
  };
  const said = { code, message: message ?? `Expected ${expected}, but found ${found}` };
  return new DefinitionError(parts, [at === null ? said : { ...said, location: `/${at}` }]);
}

/** The words for fields that have to be there. */
export function missingFields(...fields: readonly string[]): string {
  return `These fields are required: [${fields.join(", ")}]`;
}

/** Text for a message: `"Resize"`, `42`, `nothing`. */
export function inWords(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
