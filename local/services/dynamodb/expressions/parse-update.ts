import { type AttributeType, elementsOf, typeOf } from "../attribute-value.ts";
import { checkDistinct, isName, parsePath } from "./document-path.ts";
import { expressionError, notAPath, wrongOperandCount, wrongOperandType } from "./expression-error.ts";
import { ExpressionTokens } from "./expression-tokens.ts";
import { misplacedFunction, parseValue } from "./parse-operand.ts";
import type { Placeholders } from "./placeholders.ts";
import { type NewValue, type Update, writtenPaths } from "./update.ts";

type Section = keyof Update;

const KIND = "UpdateExpression";

/** What a message calls the types of values. */
const TYPE_NAME: Readonly<Record<AttributeType, string>> = {
  S: "STRING",
  N: "NUMBER",
  B: "BINARY",
  BOOL: "BOOLEAN",
  NULL: "NULL",
  M: "MAP",
  L: "LIST",
  SS: "STRING_SET",
  NS: "NUMBER_SET",
  BS: "BINARY_SET",
};

/** @throws DynamoDbError ValidationException */
export function parseUpdate(text: string, placeholders: Placeholders): Update {
  const tokens = new ExpressionTokens(KIND, text);
  const update: { -readonly [Name in Section]: Update[Name][number][] } = {
    set: [],
    remove: [],
    add: [],
    delete: [],
  };
  const seen = new Set<string>();
  do {
    const name = tokens.next.toUpperCase();
    const section = name.toLowerCase() as Section;
    if (!Object.hasOwn(update, section)) throw tokens.syntaxError();
    tokens.take();
    if (seen.has(name)) {
      throw expressionError(KIND, `The "${name}" section can only be used once in an update expression;`);
    }
    seen.add(name);
    do (update[section] as unknown[]).push(parseClause(section, tokens, placeholders));
    while (tokens.takeIf(","));
  } while (tokens.next !== "<EOF>");
  checkDistinct(KIND, writtenPaths(update as Update));
  return update as Update;
}

function parseClause(section: Section, tokens: ExpressionTokens, placeholders: Placeholders): unknown {
  const path = parsePath(tokens, placeholders);
  if (section === "remove") return path;
  if (section === "set") {
    tokens.expect("=");
    return { path, to: parseSum(tokens, placeholders) };
  }
  const value = parseValue(tokens, placeholders);
  const type = typeOf(value);
  if (elementsOf(value) !== undefined || (section === "add" && type === "N")) return { path, value };
  const name = section.toUpperCase();
  throw expressionError(
    KIND,
    `Incorrect operand type for operator or function; operator: ${name}, operand type: ${TYPE_NAME[type]}, typeSet: ALLOWED_FOR_${name}_OPERAND`,
  );
}

function parseSum(tokens: ExpressionTokens, placeholders: Placeholders): NewValue {
  const left = parseNewValue(tokens, placeholders);
  const sign = tokens.next;
  if (sign !== "+" && sign !== "-") return left;
  tokens.take();
  tokens.countOperator();
  const right = parseNewValue(tokens, placeholders);
  for (const operand of [left, right]) checkOperand(sign, operand, "N");
  return { kind: "sum", left, right, isNegated: sign === "-" };
}

function parseNewValue(tokens: ExpressionTokens, placeholders: Placeholders): NewValue {
  if (tokens.next.startsWith(":")) return { kind: "value", value: parseValue(tokens, placeholders) };
  if (tokens.following === "(" && isName(tokens.next)) return parseFunction(tokens, placeholders);
  if (!tokens.takeIf("(")) return { kind: "path", path: parsePath(tokens, placeholders) };
  tokens.countOperator();
  const value = parseSum(tokens, placeholders);
  tokens.expect(")");
  return value;
}

function parseFunction(tokens: ExpressionTokens, placeholders: Placeholders): NewValue {
  const name = tokens.take();
  if (name !== "if_not_exists" && name !== "list_append") throw misplacedFunction(tokens, name);
  tokens.expect("(");
  tokens.countOperator();
  const operands: NewValue[] = [];
  do operands.push(parseNewValue(tokens, placeholders));
  while (tokens.takeIf(","));
  tokens.expect(")");
  const [left, right] = operands;
  if (left === undefined || right === undefined || operands.length > 2) {
    throw wrongOperandCount(KIND, name, operands.length);
  }
  if (name === "if_not_exists") {
    if (left.kind === "path") return { kind: "if-not-exists", path: left.path, otherwise: right };
    throw notAPath(KIND, name);
  }
  for (const operand of operands) checkOperand(name, operand, "L");
  return { kind: "appended", left, right };
}

function checkOperand(name: string, operand: NewValue, allowed: AttributeType): void {
  if (operand.kind !== "value" || typeOf(operand.value) === allowed) return;
  throw wrongOperandType(KIND, name, typeOf(operand.value));
}
