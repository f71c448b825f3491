import { type AttributeType, type AttributeValue, typeOf } from "../attribute-value.ts";
import type { Operand } from "./condition.ts";
import { isName, parsePath, shownPath } from "./document-path.ts";
import { expressionError, wrongOperandCount, wrongOperandType } from "./expression-error.ts";
import type { ExpressionTokens } from "./expression-tokens.ts";
import type { Placeholders } from "./placeholders.ts";

/** What the function `size` takes. */
const SIZED: readonly AttributeType[] = ["S", "B", "SS", "NS", "BS", "L", "M"];

/** @throws DynamoDbError where no operand begins here. */
export function parseOperand(tokens: ExpressionTokens, placeholders: Placeholders): Operand {
  if (tokens.next.startsWith(":")) {
    return { kind: "value", value: parseValue(tokens, placeholders) };
  }
  if (!isName(tokens.next)) throw tokens.syntaxError();
  if (tokens.following !== "(") return { kind: "path", path: parsePath(tokens, placeholders) };
  const name = tokens.take();
  if (name !== "size") throw misplacedFunction(tokens, name);
  const [of] = parseArguments(tokens, placeholders, name, 1);
  checkType(tokens, "size", of as Operand, SIZED);
  return { kind: "size", of: of as Operand };
}

export function parseValue(tokens: ExpressionTokens, placeholders: Placeholders): AttributeValue {
  if (!tokens.next.startsWith(":")) throw tokens.syntaxError();
  return placeholders.valueOf(tokens.kind, tokens.take());
}

/** The operands in brackets. */
export function parseArguments(
  tokens: ExpressionTokens,
  placeholders: Placeholders,
  name: string,
  expected: number,
): readonly Operand[] {
  tokens.expect("(");
  tokens.countOperator();
  const found: Operand[] = [];
  do found.push(parseOperand(tokens, placeholders));
  while (tokens.takeIf(","));
  tokens.expect(")");
  if (found.length === expected) return found;
  throw wrongOperandCount(tokens.kind, name, found.length);
}

/** @throws DynamoDbError where the operand is a value of another type; what lies at a path is not known yet. */
export function checkType(
  tokens: ExpressionTokens,
  name: string,
  operand: Operand,
  allowed: readonly AttributeType[],
): void {
  const type = operand.kind === "size" ? "N" : operand.kind === "value" && typeOf(operand.value);
  if (!type || allowed.includes(type)) return;
  throw wrongOperandType(tokens.kind, name, type);
}

/** @throws DynamoDbError where both are the same path. */
export function checkDifferent(tokens: ExpressionTokens, name: string, [first, ...rest]: readonly Operand[]) {
  const shown = (operand: Operand | undefined) => operand?.kind === "path" && shownPath(operand.path);
  const path = shown(first);
  if (path === false || !rest.some((other) => shown(other) === path)) return;
  throw expressionError(
    tokens.kind,
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${name}, first operand: ${path}`,
  );
}

const FUNCTIONS = [
  "attribute_exists",
  "attribute_not_exists",
  "attribute_type",
  "begins_with",
  "contains",
  "if_not_exists",
  "list_append",
  "size",
];

/** A function where it cannot stand, or none at all. */
export function misplacedFunction(tokens: ExpressionTokens, name: string): Error {
  if (!FUNCTIONS.includes(name))
    return expressionError(tokens.kind, `Invalid function name; function: ${name}`);
  return expressionError(
    tokens.kind,
    `The function is not allowed to be used this way in an expression; function: ${name}`,
  );
}
