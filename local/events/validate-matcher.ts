import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import { cidrReason } from "./cidr.ts";
import { patternError } from "./pattern-error.ts";
import { requireText, requireThat, type Validate } from "./require-operand.ts";
import { validateAnythingBut } from "./validate-anything-but.ts";
import { validateNumeric } from "./validate-numeric.ts";
import { validateWildcard } from "./validate-wildcard.ts";

/** What each operator of a pattern takes. */
const OPERANDS: ReadonlyMap<string, Validate> = new Map<string, Validate>([
  ["prefix", requireTextOrFolded],
  ["suffix", requireTextOrFolded],
  ["equals-ignore-case", requireText],
  ["wildcard", validateWildcard],
  ["numeric", validateNumeric],
  ["anything-but", validateAnythingBut],
  ["exists", requireBoolean],
  ["cidr", requireCidr],
  ["exactly", (operand, path) => requireText(operand, path, "exact")],
]);

/** These say of a second operator what they say of a number too many. */
const COUNTING = new Set(["numeric", "anything-but"]);

/** Throws UserError for an operator of a pattern, such as `{"prefix": "uploads/"}`, that EventBridge would refuse. */
export function validateMatcher(matcher: JsonObject, path: string): void {
  const [[operator, operand] = [undefined, undefined], ...others] = Object.entries(matcher);
  const known = `one of ${[...OPERANDS.keys()].join(", ")}`;
  if (operator === undefined) throw patternError(path, known, matcher, "Match expression name not found");
  const validate = OPERANDS.get(operator);
  if (validate === undefined) throw patternError(path, known, matcher, `Unrecognized match type ${operator}`);
  // A mistake in the first operator is told before that there is a second one.
  validate(operand, `${path}.${operator}`);
  const reason = COUNTING.has(operator)
    ? "Too many elements in numeric expression"
    : "Only one key allowed in match expression";
  requireThat(others.length === 0, path, "one operator", matcher, reason);
}

function requireTextOrFolded(operand: unknown, path: string): void {
  if (!isJsonObject(operand)) {
    const reason = `${nameAt(path)} match pattern must be a string`;
    requireThat(typeof operand === "string", path, 'a string or {"equals-ignore-case": …}', operand, reason);
    return;
  }
  const [[inner, folded] = [undefined, undefined], ...others] = Object.entries(operand);
  const name = nameAt(path);
  const reason =
    inner === undefined
      ? `${name.charAt(0).toUpperCase()}${name.slice(1)} expression name not found`
      : `Unsupported ${name} pattern: ${inner}`;
  requireThat(inner === "equals-ignore-case", path, 'a string or {"equals-ignore-case": …}', operand, reason);
  requireText(folded, `${path}.equals-ignore-case`);
  requireThat(others.length === 0, path, "one operator", operand, "Only one key allowed in match expression");
}

function nameAt(path: string): string {
  return path.split(".").at(-1) ?? "";
}

function requireBoolean(operand: unknown, path: string): void {
  const reason = "exists match pattern must be either true or false.";
  requireThat(typeof operand === "boolean", path, "true or false", operand, reason);
}

function requireCidr(operand: unknown, path: string): void {
  // The name of the other operator is EventBridge's.
  const reason = typeof operand === "string" ? cidrReason(operand) : "prefix match pattern must be a string";
  requireThat(reason === undefined, path, 'a block of addresses such as "10.0.0.0/24"', operand, reason);
}
