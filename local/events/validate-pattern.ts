import { isJsonObject } from "../states/json-value.ts";
import { joinPath } from "./flat-event.ts";
import { isChoice } from "./flat-pattern.ts";
import { patternError } from "./pattern-error.ts";
import { validateMatcher } from "./validate-matcher.ts";

/**
 * Throws UserError, which names the field, for an event pattern that EventBridge would refuse.
 *
 * Follows "Creating Amazon EventBridge event patterns" and "Comparison operators for use in event patterns in Amazon
 * EventBridge".
 */
export function validatePattern(pattern: unknown): void {
  validateFields(pattern, "");
}

function validateFields(pattern: unknown, path: string): void {
  if (!isJsonObject(pattern)) throw patternError(path, "an object of fields or a list of values", pattern);
  const fields = Object.entries(pattern);
  if (fields.length === 0) throw patternError(path, "at least one field", pattern);
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
  if (values.length === 0) throw patternError(path, "at least one value", values);
  for (const [index, value] of values.entries()) {
    if (Array.isArray(value)) throw patternError(`${path}[${index}]`, "a value or an operator", value);
    if (isJsonObject(value)) validateMatcher(value, `${path}[${index}]`);
    else if (!isJsonScalar(value)) {
      throw patternError(
        `${path}[${index}]`,
        "a string, a finite number, true, false or null",
        String(value),
      );
    }
  }
}

/** JSON would silently write null for what is none. */
function isJsonScalar(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return value === null || typeof value === "string" || typeof value === "boolean";
}
