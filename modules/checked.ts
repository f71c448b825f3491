import { z } from "zod";
import { UserError } from "../reporting/user-error.ts";

/**
 * `value` as its schema says, with the defaults filled in. `at` names it in the error.
 *
 * @throws UserError for the first problem, with its path: `parameters.formats[0].quality`.
 */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  at: string,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue === undefined) throw new Error("zod refused a value without an issue.");
  const path = z.core.toDotPath(issue.path);
  throw new UserError({
    at: path === "" ? at : `${at}.${path}`,
    expected: expectation(issue),
    found: found(issue, value),
    advice: "Correct the value.",
  });
}

/** zod says "Too small: expected number to be >=1": what comes after "expected" is what was expected. */
function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return "only keys that are known";
  if (issue.code === "invalid_key" && issue.issues[0] !== undefined) return expectation(issue.issues[0]);
  const [, phrase] = /expected (.*?)(?:, received \w+)?$/i.exec(issue.message) ?? [];
  return phrase ?? issue.message;
}

function found(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => JSON.stringify(key)).join(", ");
  if (issue.code === "invalid_key") return JSON.stringify(issue.path.at(-1));
  const inner = issue.path.reduce<unknown>(
    (outer, key) =>
      typeof outer === "object" && outer !== null ? (outer as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
  return inner === undefined ? "nothing" : JSON.stringify(inner);
}
