import { patternError } from "./pattern-error.ts";

/** How the operand of an operator is checked. @throws UserError for one that EventBridge would refuse */
export type Validate = (operand: unknown, path: string) => void;

/** `reason` is what EventBridge says. @throws UserError unless it holds */
export function requireThat(
  holds: boolean,
  path: string,
  expected: string,
  found: unknown,
  reason?: string,
): void {
  if (!holds) throw patternError(path, expected, found, reason);
}

/** `name` is that of the operator in EventBridge's words. */
export function requireText(operand: unknown, path: string, name = path.split(".").at(-1)): void {
  requireThat(
    typeof operand === "string",
    path,
    "a string",
    operand,
    `${name} match pattern must be a string`,
  );
}
