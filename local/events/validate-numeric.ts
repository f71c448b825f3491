import { patternError } from "./pattern-error.ts";

/** Numbers beyond this are not compared as numbers by EventBridge. */
export const LARGEST_NUMBER = 5e9;

const EXPECTED = 'a range such as ["=", 5] or [">", 0, "<=", 5]';

/** `["=", 5]`, `[">", 0, "<=", 5]` @throws UserError for any other operand of `numeric` */
export function validateNumeric(operand: unknown, path: string): void {
  const reason = Array.isArray(operand) ? rangeReason(operand) : "Value of numeric must be an array.";
  if (reason !== undefined) throw patternError(path, EXPECTED, operand, reason);
}

/** What EventBridge says of a number that it does not compare; undefined for one that it does. */
export function numberReason(value: number): string | undefined {
  return Math.abs(value) <= LARGEST_NUMBER ? undefined : "Value must be between -5.0E9 and 5.0E9, inclusive";
}

/** Undefined for a range that EventBridge takes. */
function rangeReason([first, low, ...others]: readonly unknown[]): string | undefined {
  if (typeof first !== "string") return `Invalid member in numeric match: ${tokenOf(first)}`;
  if (!["=", "<", "<=", ">", ">="].includes(first)) return `Unrecognized numeric range operator: ${first}`;
  if (!isFiniteNumber(low)) return `Value of ${first === "=" ? "equals" : first} must be numeric`;
  if (others.length === 0) return numberReason(low);
  return first.startsWith(">") ? upperReason(low, others) : "Too many elements in numeric expression";
}

function upperReason(low: number, [second, high, ...others]: readonly unknown[]): string | undefined {
  if (typeof second !== "string") return `Bad value in numeric range: ${tokenOf(second)}`;
  if (second !== "<" && second !== "<=") return `Bad numeric range operator: ${second}`;
  if (!isFiniteNumber(high)) return `Value of ${second} must be numeric`;
  if (others.length > 0) return "Too many terms in numeric range expression";
  return numberReason(low) ?? numberReason(high) ?? (low < high ? undefined : "Bottom must be less than top");
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/** The first characters of a value as JSON, as EventBridge reads it. */
function tokenOf(value: unknown): string {
  if (value === undefined) return "]";
  if (Array.isArray(value)) return "[";
  return typeof value === "object" && value !== null ? "{" : String(value);
}
