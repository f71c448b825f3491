import { UserError } from "../../reporting/user-error.ts";

/** A pattern that EventBridge would refuse; `path` is the field: `detail.object.size[0]`. */
export function patternError(path: string, expected: string, found: unknown): UserError {
  return new UserError({
    at: path === "" ? "event pattern" : `event pattern, ${path}`,
    expected,
    found: JSON.stringify(found),
    advice: "Correct the pattern.",
  });
}
