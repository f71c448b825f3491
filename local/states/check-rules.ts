import type { PlacedState } from "./all-states.ts";
import { operatorOf } from "./choice-operator.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { isJsonObject } from "./json-value.ts";
import { timestampMs } from "./timestamp.ts";

/** Throws UserError where a rule of a Choice state has nothing that decides in its query language, or compares with what cannot be compared. */
export function checkRules({ state, place }: PlacedState, language: string): void {
  if (state.Type !== "Choice" || !Array.isArray(state.Choices)) return;
  for (const [index, rule] of state.Choices.entries()) {
    const at = `${place}.Choices[${index}]`;
    if (language === "JSONPath") checkRule(rule, at);
    else if (isJsonObject(rule) && rule.Variable !== undefined) {
      throw definitionError(`${at}.Variable`, "only fields of JSONata", "one of the other query language");
    } else if (!isJsonObject(rule) || rule.Condition === undefined) {
      throw definitionError(`${at}.Condition`, "a JSONata expression", "nothing");
    }
  }
}

function checkRule(rule: unknown, place: string): void {
  if (!isJsonObject(rule)) throw definitionError(place, "a rule", inWords(rule));
  if (rule.Condition !== undefined) {
    throw definitionError(`${place}.Condition`, "only fields of JSONPath", "one of the other query language");
  }
  for (const name of ["And", "Or"]) {
    const parts = rule[name];
    if (!Array.isArray(parts)) continue;
    for (const [index, part] of parts.entries()) checkRule(part, `${place}.${name}[${index}]`);
    return;
  }
  if (rule.Not !== undefined) {
    checkRule(rule.Not, `${place}.Not`);
    return;
  }
  if (typeof rule.Variable !== "string") {
    throw definitionError(`${place}.Variable`, "a path", inWords(rule.Variable));
  }
  const [operator, operand] = operatorOf(rule);
  if (operator === "")
    throw definitionError(place, `an operator of "Choice workflow state" such as StringEquals`, "none");
  checkOperand(operator, operand, `${place}.${operator}`);
}

/** What an operator compares with; a text that Terraform fills in is any of it. */
function checkOperand(operator: string, operand: unknown, place: string): void {
  if (typeof operand === "string" && operand.includes("${")) return;
  const [expected, fits] = operandOf(operator);
  if (!fits(operand)) throw definitionError(place, expected, inWords(operand));
}

function operandOf(operator: string): readonly [string, (operand: unknown) => boolean] {
  if (operator.endsWith("Path")) {
    return ["a path that starts with $", (operand) => typeof operand === "string" && operand.startsWith("$")];
  }
  if (operator.startsWith("Is") || operator.startsWith("Boolean")) {
    return ["true or false", (operand) => typeof operand === "boolean"];
  }
  if (operator.startsWith("Numeric")) return ["a number", (operand) => typeof operand === "number"];
  if (operator.startsWith("Timestamp")) {
    return ["a timestamp such as 2026-01-31T12:00:00Z", (operand) => timestampMs(operand) !== undefined];
  }
  return ["a text", (operand) => typeof operand === "string"];
}
