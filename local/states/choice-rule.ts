import { operatorOf } from "./choice-operator.ts";
import { COMPARISONS, TYPE_TESTS } from "./choice-operators.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { readJsonPath } from "./json-path.ts";
import { JsonPathError } from "./json-path-error.ts";
import type { FieldData } from "./json-path-fields.ts";
import { isJsonObject } from "./json-value.ts";

/**
 * Whether a rule of a JSONPath Choice state holds. Follows "Choice workflow state".
 *
 * Throws EvaluationError `States.Runtime` where a path leads nowhere, except for `IsPresent`, which asks that.
 */
export function ruleHolds(rule: unknown, data: FieldData): boolean {
  if (!isJsonObject(rule)) return false;
  if (Array.isArray(rule.And)) return rule.And.every((inner) => ruleHolds(inner, data));
  if (Array.isArray(rule.Or)) return rule.Or.some((inner) => ruleHolds(inner, data));
  if (rule.Not !== undefined) return !ruleHolds(rule.Not, data);
  if (rule.IsPresent !== undefined) return (findValue(rule.Variable, data) !== undefined) === rule.IsPresent;
  const [operator, operand] = operatorOf(rule);
  const value = readValue(rule.Variable, data);
  const isOfType = TYPE_TESTS.get(operator);
  if (isOfType !== undefined) return isOfType(value) === operand;
  const compare = COMPARISONS.get(operator);
  if (compare !== undefined) return compare(value, operand);
  return COMPARISONS.get(operator.replace(/Path$/, ""))?.(value, readValue(operand, data)) ?? false;
}

function findValue(path: unknown, data: FieldData): unknown {
  try {
    return readJsonPath(String(path), data);
  } catch (error) {
    if (error instanceof JsonPathError) return undefined;
    throw error;
  }
}

function readValue(path: unknown, data: FieldData): unknown {
  const value = findValue(path, data);
  if (value !== undefined) return value;
  const message = `Invalid path '${path}': The choice state's condition path references an invalid value.`;
  throw new EvaluationError("States.Runtime", message);
}
