import { UserError } from "../../reporting/user-error.ts";

/** A definition that cannot be run, found while it runs. `place` is a JSON pointer-like path: `States.Resize.Next`. */
export function definitionError(place: string, expected: string, found: string): UserError {
  return new UserError({
    at: `state machine definition, ${place}`,
    expected,
    found,
    advice: "Correct the definition.",
  });
}

/** Text for a message: `"Resize"`, `42`, `nothing`. */
export function inWords(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
