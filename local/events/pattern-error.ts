import { UserError } from "../../reporting/user-error.ts";

/**
 * A pattern that EventBridge would refuse; `path` is the field: `detail.object.size[0]`. `reason` is what EventBridge says after "Event
 * pattern is not valid. Reason:", where that is known.
 */
export function patternError(path: string, expected: string, found: unknown, reason?: string): UserError {
  return new UserError({
    at: path === "" ? "event pattern" : `event pattern, ${path}`,
    expected,
    found: typeof found === "string" || typeof found === "object" ? JSON.stringify(found) : String(found),
    advice:
      reason === undefined
        ? "Correct the pattern."
        : `Correct the pattern. EventBridge says: ${ended(reason)}`,
  });
}

function ended(sentence: string): string {
  return sentence.endsWith(".") ? sentence : `${sentence}.`;
}
