import type { PlacedState } from "./all-states.ts";
import { checkAll } from "./check-all.ts";
import { isOperator } from "./choice-operator.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { foreignField } from "./foreign-field.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { requireList } from "./require-list.ts";
import { requireStart } from "./require-reference.ts";
import { hasReference } from "./terraform-reference.ts";
import { timestampMs } from "./timestamp.ts";
import { unsupportedField } from "./unsupported-field.ts";

/** What a rule is: the one of these fields that it has. */
const SELECTORS = ["And", "Or", "Not", "Variable", "Condition"];

/** What a rule may have besides. */
const OTHERS = new Set(["Next", "Comment", "Assign", "Output"]);

/**
 * Throws DefinitionError where a rule of a Choice state has nothing that decides in its query language, or more than one thing, or compares with
 * what cannot be compared. Follows "Choice workflow state", and what "ValidateStateMachineDefinition" answers in the public rules of
 * cdk-preflight ("pf-sfn-asl-choice-rules").
 */
export function checkRules({ state, place }: PlacedState, language: string): void {
  if (state.Type !== "Choice" || !Array.isArray(state.Choices)) return;
  checkAll(
    state.Choices.map(
      (rule: unknown, index) => () => checkRule(rule, `${place}/Choices[${index}]`, language),
    ),
  );
}

function checkRule(rule: unknown, place: string, language: string): void {
  if (!isJsonObject(rule)) throw definitionError(place, "a rule", inWords(rule));
  const own = language === "JSONata" ? ["Condition"] : SELECTORS.slice(0, -1);
  const foreign = SELECTORS.find((name) => rule[name] !== undefined && !own.includes(name));
  if (foreign !== undefined) throw foreignField(place, foreign, language);
  const [selector, ...more] = own.filter((name) => rule[name] !== undefined);
  if (selector === undefined || more.length > 0) {
    const found = selector === undefined ? "none" : [selector, ...more].join(" and ");
    throw definitionError(place, `one of ${own.join(", ")}`, found, { message: ONE_SELECTOR });
  }
  checkFields(rule, place);
  if (selector === "And" || selector === "Or") {
    requireList(rule, selector, place, "rules");
    const parts = rule[selector] as readonly unknown[];
    checkAll(parts.map((part, index) => () => checkPart(part, `${place}/${selector}[${index}]`, language)));
  } else if (selector === "Not") checkPart(rule.Not, `${place}/Not`, language);
  else if (selector === "Variable") checkComparison(rule, place);
}

const ONE_SELECTOR =
  "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]";

function checkFields(rule: JsonObject, place: string): void {
  const isKnown = (name: string) => SELECTORS.includes(name) || OTHERS.has(name) || isOperator(name);
  for (const name of Object.keys(rule)) if (!isKnown(name)) refuseField(rule, name, place);
}

/** A rule inside another leads nowhere by itself. */
function checkPart(rule: unknown, place: string, language: string): void {
  if (isJsonObject(rule) && rule.Next !== undefined) refuseField(rule, "Next", place);
  checkRule(rule, place, language);
}

function refuseField(rule: JsonObject, field: string, place: string): never {
  throw unsupportedField(place, field, "only fields of a rule", inWords(rule[field]));
}

function checkComparison(rule: JsonObject, place: string): void {
  requireStart(rule.Variable, `${place}/Variable`);
  const [operator, ...more] = Object.keys(rule).filter(isOperator);
  if (operator === undefined)
    throw definitionError(place, `an operator of "Choice workflow state" such as StringEquals`, "none");
  if (more.length > 0) {
    const found = [operator, ...more];
    const message = `There should only be one of the following fields: [${found.join(", ")}]`;
    throw definitionError(place, "one operator", found.join(" and "), { message });
  }
  checkOperand(operator, rule[operator], `${place}/${operator}`);
}

/** What an operator compares with; a text that Terraform fills in is any of it. */
function checkOperand(operator: string, operand: unknown, place: string): void {
  if (hasReference(operand)) return;
  if (operator.endsWith("Path")) {
    requireStart(operand, place);
    return;
  }
  const [expected, fits] = operandOf(operator);
  if (!fits(operand)) throw definitionError(place, expected, inWords(operand));
}

function operandOf(operator: string): readonly [string, (operand: unknown) => boolean] {
  if (operator.startsWith("Is") || operator.startsWith("Boolean")) {
    return ["true or false", (operand) => typeof operand === "boolean"];
  }
  if (operator.startsWith("Numeric")) return ["a number", (operand) => typeof operand === "number"];
  if (operator.startsWith("Timestamp")) {
    return ["a timestamp such as 2026-01-31T12:00:00Z", (operand) => timestampMs(operand) !== undefined];
  }
  return ["a text", (operand) => typeof operand === "string"];
}
