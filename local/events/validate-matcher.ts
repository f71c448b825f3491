import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import { parseCidr } from "./cidr.ts";
import { patternError } from "./pattern-error.ts";

type Validate = (operand: unknown, path: string) => void;

/** What each operator of a pattern takes. */
const OPERANDS: ReadonlyMap<string, Validate> = new Map<string, Validate>([
  ["prefix", requireTextOrFolded],
  ["suffix", requireTextOrFolded],
  ["equals-ignore-case", requireText],
  ["wildcard", requireWildcard],
  ["numeric", requireRange],
  ["anything-but", requireAnythingBut],
  [
    "exists",
    (operand, path) => {
      const reason = "exists match pattern must be either true or false.";
      require(typeof operand === "boolean", path, "true or false", operand, reason);
    },
  ],
  [
    "cidr",
    (operand, path) => {
      const isCidr = typeof operand === "string" && parseCidr(operand) !== undefined;
      require(isCidr, path, 'a block of addresses such as "10.0.0.0/24"', operand, cidrReason(operand));
    },
  ],
]);

function cidrReason(operand: unknown): string | undefined {
  const [, length, ...others] = String(operand).split("/");
  if (length === undefined || others.length > 0) return "Malformed CIDR, one '/' required";
  return /^\d+$/.test(length) ? undefined : "Malformed CIDR, mask bits must be an integer";
}

/** The operators that may stand inside `anything-but`, with one operand or a list of them. */
const NEGATABLE = new Set(["prefix", "suffix", "equals-ignore-case", "wildcard"]);

/** Numbers beyond this are not compared as numbers by EventBridge. */
const LARGEST_NUMBER = 5e9;

/** Throws UserError for an operator of a pattern, such as `{"prefix": "uploads/"}`, that EventBridge would refuse. */
export function validateMatcher(matcher: JsonObject, path: string): void {
  const [[operator, operand] = ["", undefined], ...others] = Object.entries(matcher);
  require(others.length === 0, path, "one operator", matcher, "Only one key allowed in match expression");
  const validate = OPERANDS.get(operator);
  if (validate === undefined) {
    const known = `one of ${[...OPERANDS.keys()].join(", ")}`;
    throw patternError(path, known, matcher, `Unrecognized match type ${operator}`);
  }
  validate(operand, `${path}.${operator}`);
}

function require(holds: boolean, path: string, expected: string, found: unknown, reason?: string): void {
  if (!holds) throw patternError(path, expected, found, reason);
}

/** `name` is that of the operator in EventBridge's words. */
function requireText(operand: unknown, path: string, name = path.split(".").at(-1)): void {
  require(typeof operand === "string", path, "a string", operand, `${name} match pattern must be a string`);
}

function requireTextOrFolded(operand: unknown, path: string): void {
  if (typeof operand === "string") return;
  const isFolded = isJsonObject(operand) && Object.keys(operand).join() === "equals-ignore-case";
  const reason = `${path.split(".").at(-1)} match pattern must be a string`;
  require(isFolded, path, 'a string or {"equals-ignore-case": …}', operand, reason);
  requireText((operand as JsonObject)["equals-ignore-case"], `${path}.equals-ignore-case`);
}

function requireWildcard(operand: unknown, path: string): void {
  requireText(operand, path);
  const text = String(operand).replaceAll(/\\[*\\]/g, "");
  require(!text.includes("\\"), path, "a backslash only before * or another backslash", operand);
  require(!text.includes("**"), path, "no two wildcards in a row", operand);
}

function requireAnythingBut(operand: unknown, path: string): void {
  if (isJsonObject(operand)) {
    const [[operator, inner] = ["", undefined], ...others] = Object.entries(operand);
    const isKnown = NEGATABLE.has(operator) && others.length === 0;
    require(isKnown, path, `one of ${[...NEGATABLE].join(", ")}`, operand);
    const values = Array.isArray(inner) ? inner : [inner];
    require(values.length > 0, `${path}.${operator}`, "at least one value", inner);
    for (const value of values) {
      if (operator === "wildcard") requireWildcard(value, `${path}.${operator}`);
      else requireText(value, `${path}.${operator}`, nameInside(operator));
    }
    return;
  }
  const values = Array.isArray(operand) ? operand : [operand];
  require(values.length > 0, path, "at least one value", operand);
  const areTexts = values.every((value) => typeof value === "string");
  const reason =
    "Inside anything but list, either all values are number or string, mixed type is not supported";
  require(areTexts || values.every(Number.isFinite), path, "strings or numbers, not both", operand, reason);
}

function nameInside(operator: string): string {
  return operator === "prefix" || operator === "suffix" ? "prefix/suffix" : operator;
}

/** `["=", 5]`, `[">", 0, "<=", 5]` */
function requireRange(operand: unknown, path: string): void {
  const expected = 'a range such as ["=", 5] or [">", 0, "<=", 5]';
  const [first, low, second, high, ...others] = Array.isArray(operand) ? operand : [];
  const isSingle = ["<", "<=", "=", ">", ">="].includes(first) && isBound(low) && second === undefined;
  const isDouble =
    [">", ">="].includes(first) && ["<", "<="].includes(second) && isBound(low) && isBound(high);
  require((isSingle || isDouble) && others.length === 0, path, expected, operand);
  if (isDouble)
    require(low < high, path, "a lower bound below the upper one", operand, "Bottom must be less than top");
}

function isBound(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= LARGEST_NUMBER;
}
