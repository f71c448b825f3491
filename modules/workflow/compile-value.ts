import { UserError } from "../../reporting/user-error.ts";
import { isExpression, sourceOf } from "./expression.ts";

/** A value with its expressions as Step Functions reads them: `"{% … %}"`. `place` names the step in errors. */
export function compileValue(value: unknown, place: string): unknown {
  if (isExpression(value)) return `{% ${sourceOf(value)} %}`;
  if (Array.isArray(value)) return value.map((item) => compileValue(item, place));
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, field]) => field !== undefined);
    return Object.fromEntries(entries.map(([key, field]) => [key, compileValue(field, place)]));
  }
  if (typeof value === "string" && value.startsWith("{%")) {
    throw new UserError({
      at: `step "${place}"`,
      expected: "plain text",
      found: `${JSON.stringify(value)}, which Step Functions would evaluate`,
      advice: "Write an expression with jsonata(…) instead.",
    });
  }
  return value;
}
