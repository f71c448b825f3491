import {
  type AttributeType,
  type AttributeValue,
  compareValues,
  contentOf,
  isAttributeType,
} from "../attribute-value.ts";
import type { Comparator, Condition, Operand } from "./condition.ts";
import { type ExpressionKind, expressionError, notAPath } from "./expression-error.ts";
import { ExpressionTokens } from "./expression-tokens.ts";
import {
  checkDifferent,
  checkType,
  misplacedFunction,
  parseArguments,
  parseOperand,
} from "./parse-operand.ts";
import type { Placeholders } from "./placeholders.ts";

const COMPARATORS = ["=", "<>", "<", "<=", ">", ">="];
const ORDERED: readonly AttributeType[] = ["S", "N", "B"];

interface Parsing {
  readonly tokens: ExpressionTokens;
  readonly placeholders: Placeholders;
  /** What stands in brackets of its own. */
  readonly bracketed: WeakSet<Condition>;
}

/** @throws DynamoDbError ValidationException, with DynamoDB's message where the documentation or its users give it */
export function parseCondition(kind: ExpressionKind, text: string, placeholders: Placeholders): Condition {
  const tokens = new ExpressionTokens(kind, text);
  const condition = parseOr({ tokens, placeholders, bracketed: new WeakSet() });
  tokens.expectEnd();
  return condition;
}

function parseOr(parsing: Parsing): Condition {
  let left = parseAnd(parsing);
  while (parsing.tokens.takeIf("OR")) {
    parsing.tokens.countOperator();
    left = { kind: "or", left, right: parseAnd(parsing) };
  }
  return left;
}

function parseAnd(parsing: Parsing): Condition {
  let left = parseNot(parsing);
  while (parsing.tokens.takeIf("AND")) {
    parsing.tokens.countOperator();
    left = { kind: "and", left, right: parseNot(parsing) };
  }
  return left;
}

function parseNot(parsing: Parsing): Condition {
  const { tokens } = parsing;
  if (tokens.isAt("NOT")) {
    tokens.take();
    tokens.countOperator();
    return { kind: "not", condition: parseNot(parsing) };
  }
  if (tokens.next !== "(") return parseComparison(parsing);
  return parseBrackets(parsing);
}

function parseBrackets(parsing: Parsing): Condition {
  const { tokens, bracketed } = parsing;
  tokens.take();
  tokens.countOperator();
  const condition = parseOr(parsing);
  tokens.expect(")");
  if (bracketed.has(condition)) {
    throw expressionError(tokens.kind, "The expression has redundant parentheses;");
  }
  bracketed.add(condition);
  return condition;
}

function parseComparison(parsing: Parsing): Condition {
  const { tokens, placeholders } = parsing;
  tokens.countOperator();
  if (tokens.following === "(" && tokens.next !== "size") return parseFunction(parsing);
  const left = parseOperand(tokens, placeholders);
  if (tokens.takeIf("BETWEEN")) return parseBetween(parsing, left);
  if (tokens.takeIf("IN")) return parseIn(parsing, left);
  if (!COMPARATORS.includes(tokens.next)) throw tokens.syntaxError();
  const comparator = tokens.take() as Comparator;
  const right = parseOperand(tokens, placeholders);
  checkDifferent(tokens, comparator, [left, right]);
  if (comparator !== "=" && comparator !== "<>") {
    for (const operand of [left, right]) checkType(tokens, comparator, operand, ORDERED);
  }
  return { kind: "compare", comparator, left, right };
}

function parseBetween({ tokens, placeholders }: Parsing, of: Operand): Condition {
  const low = parseOperand(tokens, placeholders);
  tokens.expect("AND");
  const high = parseOperand(tokens, placeholders);
  checkDifferent(tokens, "BETWEEN", [of, low, high]);
  for (const operand of [of, low, high]) checkType(tokens, "BETWEEN", operand, ORDERED);
  if (low.kind === "value" && high.kind === "value") checkBounds(tokens, low.value, high.value);
  return { kind: "between", of, low, high };
}

function checkBounds(tokens: ExpressionTokens, low: AttributeValue, high: AttributeValue): void {
  const order = compareValues(low, high);
  const bounds = `lower bound operand: ${shown(low)}, upper bound operand: ${shown(high)}`;
  if (order === undefined) {
    throw expressionError(
      tokens.kind,
      `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`,
    );
  }
  if (order <= 0) return;
  throw expressionError(
    tokens.kind,
    `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`,
  );
}

function shown(value: AttributeValue): string {
  return `AttributeValue: {${Object.keys(value)[0]}:${contentOf<string>(value)}}`;
}

function parseIn({ tokens, placeholders }: Parsing, of: Operand): Condition {
  tokens.expect("(");
  const candidates: Operand[] = [];
  do candidates.push(parseOperand(tokens, placeholders));
  while (tokens.takeIf(","));
  tokens.expect(")");
  checkDifferent(tokens, "IN", [of, ...candidates]);
  return { kind: "in", of, candidates };
}

function parseFunction({ tokens, placeholders }: Parsing): Condition {
  const name = tokens.take();
  switch (name) {
    case "attribute_exists":
    case "attribute_not_exists": {
      const [of] = parseArguments(tokens, placeholders, name, 1);
      if (of?.kind === "path") return { kind: "exists", path: of.path, isExpected: !name.includes("not") };
      throw notAPath(tokens.kind, name);
    }
    case "attribute_type":
    case "begins_with":
    case "contains": {
      const [of, operand] = parseArguments(tokens, placeholders, name, 2) as [Operand, Operand];
      checkDifferent(tokens, name, [of, operand]);
      if (name === "attribute_type") return typeCondition(tokens, of, operand);
      if (name === "contains") return { kind: "contains", of, operand };
      for (const one of [of, operand]) checkType(tokens, name, one, ["S", "B"]);
      return { kind: "begins", of, operand };
    }
    default:
      throw misplacedFunction(tokens, name);
  }
}

function typeCondition(tokens: ExpressionTokens, of: Operand, operand: Operand): Condition {
  checkType(tokens, "attribute_type", operand, ["S"]);
  const name = operand.kind === "value" && "S" in operand.value ? operand.value.S : undefined;
  if (name !== undefined && !isAttributeType(name)) {
    throw expressionError(
      tokens.kind,
      `Invalid attribute type name found; type: ${name}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
    );
  }
  return { kind: "type", of, operand };
}
