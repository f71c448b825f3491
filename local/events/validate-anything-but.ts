import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import { patternError } from "./pattern-error.ts";
import { requireText, requireThat, type Validate } from "./require-operand.ts";
import { numberReason } from "./validate-numeric.ts";
import { validateWildcard } from "./validate-wildcard.ts";

/** What each operator inside `anything-but` takes, one by one. */
const INNER: ReadonlyMap<string, Validate> = new Map<string, Validate>([
  ["prefix", requireAffix],
  ["suffix", requireAffix],
  ["equals-ignore-case", requireFolded],
  ["wildcard", validateWildcard],
]);

const SCALARS = "Value of anything-but must be an array or single string/number value.";
const LISTED = "Inside anything but list, start|null|boolean is not supported.";
const MIXED = "Inside anything but list, either all values are number or string, mixed type is not supported";

/** @throws UserError for an operand of `anything-but` that EventBridge would refuse */
export function validateAnythingBut(operand: unknown, path: string): void {
  if (isJsonObject(operand)) validateInner(operand, path);
  else validateValues(operand, path);
}

function validateValues(operand: unknown, path: string): void {
  requireThat(Array.isArray(operand) || isScalar(operand), path, "strings or numbers", operand, SCALARS);
  const values = [operand].flat();
  requireThat(values.every(isScalar), path, "strings or numbers", operand, LISTED);
  requireThat(values.length > 0, path, "at least one value", operand, MIXED);
  const areOfOneKind = new Set(values.map((value) => typeof value)).size === 1;
  requireThat(areOfOneKind, path, "strings or numbers, not both", operand, MIXED);
  const reason = values
    .filter((value) => typeof value === "number")
    .map(numberReason)
    .find(Boolean);
  requireThat(reason === undefined, path, "numbers that EventBridge compares", operand, reason);
}

function isScalar(value: unknown): value is string | number {
  return typeof value === "string" || Number.isFinite(value);
}

/** EventBridge takes a list of no values, but can then not compare any event with the pattern. */
function validateInner(operand: JsonObject, path: string): void {
  const [[operator, inner] = [undefined, undefined], ...others] = Object.entries(operand);
  const known = `one of ${[...INNER.keys()].join(", ")}`;
  if (operator === undefined)
    throw patternError(path, known, operand, "Anything-But expression name not found");
  const validate = INNER.get(operator);
  if (validate === undefined)
    throw patternError(path, known, operand, `Unsupported anything-but pattern: ${operator}`);
  const at = `${path}.${operator}`;
  requireThat(Array.isArray(inner) || isScalar(inner), at, "a string or a list of strings", inner, SCALARS);
  const values = [inner].flat();
  requireThat(values.length > 0, at, "at least one value", inner);
  for (const value of values) validate(value, at);
  requireThat(others.length === 0, path, "one operator", operand, "Too many elements in numeric expression");
}

function requireAffix(operand: unknown, path: string): void {
  requireText(operand, path, "prefix/suffix");
  requireThat(operand !== "", path, "at least one character", operand, "Null prefix/suffix not allowed");
}

function requireFolded(operand: unknown, path: string): void {
  const reason = "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.";
  requireThat(typeof operand === "string", path, "a string", operand, reason);
}
