import { COMPARISONS, TYPE_TESTS } from "./choice-operators.ts";
import type { JsonObject } from "./json-value.ts";

/** The name of the operator in a rule, and its operand; "" where it has none. */
export function operatorOf(rule: JsonObject): readonly [string, unknown] {
  return Object.entries(rule).find(([name]) => isOperator(name)) ?? ["", undefined];
}

export function isOperator(name: string): boolean {
  return name === "IsPresent" || TYPE_TESTS.has(name) || COMPARISONS.has(name) || isPathOperator(name);
}

function isPathOperator(name: string): boolean {
  return (
    name.endsWith("Path") && name !== "StringMatchesPath" && COMPARISONS.has(name.slice(0, -"Path".length))
  );
}
