import type { PlacedState } from "./all-states.ts";
import { operatorOf } from "./choice-operator.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { foreignField } from "./foreign-field.ts";
import { isJsonObject } from "./json-value.ts";
import { timestampMs } from "./timestamp.ts";

/** Throws UserError where a rule of a Choice state has nothing that decides in its query language, or compares with what cannot be compared. */
export function checkRules({ state, place }: PlacedState, language: string): void {
  if (state.Type !== "Choice" || !Array.isArray(state.Choices)) return;
  for (const [index, rule] of state.Choices.entries()) {
    const at = `${place}/Choices[${index}]`;
    if (language === "JSONPath") checkRule(rule, at);
    else if (isJsonObject(rule) && rule.Variable !== undefined) {
      throw foreignField(at, "Variable", language);
    } else if (!isJsonObject(rule) || rule.Condition === undefined) {
      const says = { message: ONE_SELECTOR, at };
      throw definitionError(`${at}/Condition`, "a JSONata expression", "nothing", says);
    }
  }
}

function checkRule(rule: unknown, place: string): void {
  if (!isJsonObject(rule)) throw definitionError(place, "a rule", inWords(rule));
  if (rule.Condition !== undefined) {
    throw foreignField(place, "Condition", "JSONPath");
  }
  for (const name of ["And", "Or"]) {
    const parts = rule[name];
    if (!Array.isArray(parts)) continue;
    for (const [index, part] of parts.entries()) checkPart(part, `${place}/${name}[${index}]`);
    return;
  }
  if (rule.Not !== undefined) {
    checkPart(rule.Not, `${place}/Not`);
    return;
  }
  if (typeof rule.Variable !== "string") {
    const says = rule.Variable === undefined ? { message: ONE_SELECTOR, at: place } : {};
    throw definitionError(`${place}/Variable`, "a path", inWords(rule.Variable), says);
  }
  const [operator, operand] = operatorOf(rule);
  if (operator === "")
    throw definitionError(place, `an operator of "Choice workflow state" such as StringEquals`, "none");
  checkOperand(operator, operand, `${place}/${operator}`);
}

const ONE_SELECTOR =
  "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]";

/** A rule inside another leads nowhere by itself. */
function checkPart(rule: unknown, place: string): void {
  if (isJsonObject(rule) && rule.Next !== undefined) {
    const says = { message: "Field 'Next' is not supported", at: place };
    throw definitionError(`${place}/Next`, "no Next but that of the whole rule", inWords(rule.Next), says);
  }
  checkRule(rule, place);
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
