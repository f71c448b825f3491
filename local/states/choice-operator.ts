import { COMPARISONS, TYPE_TESTS } from "./choice-operators.ts";
import type { JsonObject } from "./json-value.ts";

/** The name of the operator in a rule, and its operand; "" where it has none. */
export function operatorOf(rule: JsonObject): readonly [string, unknown] {
  const isOperator = (name: string) =>
    name === "IsPresent" || TYPE_TESTS.has(name) || COMPARISONS.has(name) || isPathOperator(name);
  return Object.entries(rule).find(([name]) => isOperator(name)) ?? ["", undefined];
}

function isPathOperator(name: string): boolean {
  return (
    name.endsWith("Path") && name !== "StringMatchesPath" && COMPARISONS.has(name.slice(0, -"Path".length))
  );
}
