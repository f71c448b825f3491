import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import { DEEPEST_NESTING, isNestedTooDeep } from "../states/nesting.ts";
import { joinPath } from "./flat-event.ts";
import { isChoice } from "./flat-pattern.ts";
import { patternError } from "./pattern-error.ts";
import { validateMatcher } from "./validate-matcher.ts";
import { wildcardComplexity } from "./wildcard-complexity.ts";

/**
 * Throws UserError, which names the field, for an event pattern that EventBridge would refuse.
 *
 * Follows "Creating Amazon EventBridge event patterns" and "Comparison operators for use in event patterns in Amazon
 * EventBridge".
 */
export function validatePattern(pattern: unknown): void {
  validateSize(pattern);
  validateFields(pattern, "");
  const combinations = countCombinations(pattern);
  if (combinations <= MOST_COMBINATIONS) return;
  throw patternError("", `at most ${MOST_COMBINATIONS} combinations of the choices in $or`, combinations);
}

/** The longest pattern, as text ("PutRule" in the Amazon EventBridge API Reference). */
const MOST_CHARACTERS = 4096;

/** "Using $or": the most combinations of choices. */
const MOST_COMBINATIONS = 1000;

/** What is longer or nested deeper than any legal pattern need not be looked at more closely. */
function validateSize(pattern: unknown): void {
  if (isNestedTooDeep(pattern))
    throw patternError(
      "",
      `no more than ${DEEPEST_NESTING} lists and objects in one another`,
      "more of them",
    );
  const { length } = JSON.stringify(pattern) ?? "";
  if (length > MOST_CHARACTERS) throw patternError("", `at most ${MOST_CHARACTERS} characters`, length);
}

function countCombinations(pattern: unknown): number {
  if (!isJsonObject(pattern)) return 1;
  return Object.entries(pattern).reduce(
    (product, [name, inner]) =>
      product *
      (isChoice(name, inner)
        ? inner.reduce<number>((sum, choice) => sum + countCombinations(choice), 0)
        : countCombinations(inner)),
    1,
  );
}

function validateFields(pattern: unknown, path: string): void {
  if (!isJsonObject(pattern)) {
    const name = path.split(".").at(-1);
    const reason = path === "" ? "Filter is not an object" : `"${name}" must be an object or an array`;
    throw patternError(path, "an object of fields or a list of values", pattern, reason);
  }
  const fields = Object.entries(pattern);
  if (fields.length === 0)
    throw patternError(path, "at least one field", pattern, "Empty objects are not allowed");
  for (const [name, inner] of fields) {
    if (isChoice(name, inner)) {
      for (const [index, choice] of inner.entries())
        validateFields(choice, `${joinPath(path, name)}[${index}]`);
    } else if (Array.isArray(inner)) {
      validateValues(inner, joinPath(path, name));
    } else {
      validateFields(inner, joinPath(path, name));
    }
  }
}

function validateValues(values: readonly unknown[], path: string): void {
  if (values.length === 0)
    throw patternError(path, "at least one value", values, "Empty arrays are not allowed");
  for (const [index, value] of values.entries()) {
    if (Array.isArray(value))
      throw patternError(`${path}[${index}]`, "a value or an operator", value, NO_VALUE);
    if (isJsonObject(value)) validateMatcher(value, `${path}[${index}]`);
    else if (!isJsonScalar(value)) {
      throw patternError(
        `${path}[${index}]`,
        "a string, a finite number, true, false or null",
        String(value),
      );
    }
  }
  validateComplexity(values, path);
}

const NO_VALUE = "Match value must be String, number, true, false, or null";

/** How many beginnings of its wildcards a value may match, at most. AWS documents no number; of a pattern with eleven its refusal is recorded. */
const MOST_COMPLEX = 10;

function validateComplexity(values: readonly unknown[], path: string): void {
  const wildcards = values.filter(isJsonObject).flatMap(wildcardsOf);
  if (wildcards.length === 0 || wildcardComplexity(wildcards, MOST_COMPLEX + 1) <= MOST_COMPLEX) return;
  throw patternError(
    path,
    `wildcards of which a value matches at most ${MOST_COMPLEX} beginnings`,
    wildcards.length === 1 ? wildcards[0] : wildcards,
    "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character",
  );
}

/** Of `wildcard`, and of `anything-but` with it. */
function wildcardsOf(matcher: JsonObject): readonly string[] {
  const { wildcard, "anything-but": leftOut } = matcher;
  const all = isJsonObject(leftOut) ? [wildcard, leftOut.wildcard].flat() : [wildcard];
  return all.filter((one) => typeof one === "string");
}

/** JSON would silently write null for what is none. */
function isJsonScalar(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return value === null || typeof value === "string" || typeof value === "boolean";
}
