import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";
import { valueText } from "./value-words.ts";

const COMPARISONS: readonly (readonly [ending: string, words: string])[] = [
  ["GreaterThanEquals", "≥"],
  ["LessThanEquals", "≤"],
  ["GreaterThan", ">"],
  ["LessThan", "<"],
  ["Matches", "matches"],
  ["Equals", "is"],
];

const TESTS: Readonly<Record<string, string>> = {
  IsNull: "null",
  IsPresent: "present",
  IsString: "a string",
  IsNumeric: "a number",
  IsBoolean: "a boolean",
  IsTimestamp: "a timestamp",
};

/**
 * The condition of a Choice rule in words: `$.total > 100 and not $.vip`; a JSONata condition as it is written. "Choice workflow
 * state", AWS Step Functions documentation.
 */
export function conditionWords(rule: Json | undefined): string {
  if (!isJsonObject(rule)) return valueText(rule);
  if (rule.Condition !== undefined) return expressionText(rule.Condition);
  if (Array.isArray(rule.And)) return joined(rule.And, "and");
  if (Array.isArray(rule.Or)) return joined(rule.Or, "or");
  if (rule.Not !== undefined) return negated(rule.Not);
  return comparisonWords(rule);
}

function joined(rules: readonly Json[], word: "and" | "or"): string {
  const many = rules.length > 1;
  return rules.map((rule) => (many ? inParentheses(rule) : conditionWords(rule))).join(` ${word} `);
}

function negated(rule: Json): string {
  if (isJsonObject(rule) && rule.BooleanEquals === true && typeof rule.Variable === "string") {
    return `not ${rule.Variable}`;
  }
  const words = conditionWords(rule);
  return `not (${words})`;
}

function inParentheses(rule: Json): string {
  const isJoined = isJsonObject(rule) && (Array.isArray(rule.And) || Array.isArray(rule.Or));
  return isJoined ? `(${conditionWords(rule)})` : conditionWords(rule);
}

function comparisonWords(rule: JsonObject): string {
  const { Variable, ...others } = rule;
  const [operator, value] = Object.entries(others)[0] ?? [];
  if (typeof Variable !== "string" || operator === undefined || Object.keys(others).length !== 1) {
    return valueText(rule);
  }
  if (Object.hasOwn(TESTS, operator))
    return `${Variable} is ${value === false ? "not " : ""}${TESTS[operator]}`;
  const name = operator.replace(/Path$/, "");
  const [, words = operator] = COMPARISONS.find(([ending]) => name.endsWith(ending)) ?? [];
  return `${Variable} ${words} ${valueText(value)}`;
}

const expressionText = (condition: Json): string =>
  typeof condition === "string" ? condition.replace(/^\{%\s*|\s*%\}$/g, "") : valueText(condition);
