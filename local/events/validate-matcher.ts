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
  ["exists", (operand, path) => require(typeof operand === "boolean", path, "true or false", operand)],
  [
    "cidr",
    (operand, path) => {
      const isCidr = typeof operand === "string" && parseCidr(operand) !== undefined;
      require(isCidr, path, 'a block of addresses such as "10.0.0.0/24"', operand);
    },
  ],
]);

/** The operators that may stand inside `anything-but`, with one operand or a list of them. */
const NEGATABLE = new Set(["prefix", "suffix", "equals-ignore-case", "wildcard"]);

/** Numbers beyond this are not compared as numbers by EventBridge. */
const LARGEST_NUMBER = 5e9;

/** Throws UserError for an operator of a pattern, such as `{"prefix": "uploads/"}`, that EventBridge would refuse. */
export function validateMatcher(matcher: JsonObject, path: string): void {
  const [[operator, operand] = ["", undefined], ...others] = Object.entries(matcher);
  require(others.length === 0, path, "one operator", matcher);
  const validate = OPERANDS.get(operator);
  if (validate === undefined) throw patternError(path, `one of ${[...OPERANDS.keys()].join(", ")}`, matcher);
  validate(operand, `${path}.${operator}`);
}

function require(holds: boolean, path: string, expected: string, found: unknown): void {
  if (!holds) throw patternError(path, expected, found);
}

function requireText(operand: unknown, path: string): void {
  require(typeof operand === "string", path, "a string", operand);
}

function requireTextOrFolded(operand: unknown, path: string): void {
  if (typeof operand === "string") return;
  const isFolded = isJsonObject(operand) && Object.keys(operand).join() === "equals-ignore-case";
  require(isFolded, path, 'a string or {"equals-ignore-case": …}', operand);
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
    const validate = operator === "wildcard" ? requireWildcard : requireText;
    for (const value of values) validate(value, `${path}.${operator}`);
    return;
  }
  const values = Array.isArray(operand) ? operand : [operand];
  require(values.length > 0, path, "at least one value", operand);
  const areTexts = values.every((value) => typeof value === "string");
  require(areTexts || values.every(Number.isFinite), path, "strings or numbers, not both", operand);
}

/** `["=", 5]`, `[">", 0, "<=", 5]` */
function requireRange(operand: unknown, path: string): void {
  const expected = 'a range such as ["=", 5] or [">", 0, "<=", 5]';
  const [first, low, second, high, ...others] = Array.isArray(operand) ? operand : [];
  const isSingle = ["<", "<=", "=", ">", ">="].includes(first) && isBound(low) && second === undefined;
  const isDouble =
    [">", ">="].includes(first) && ["<", "<="].includes(second) && isBound(low) && isBound(high);
  require((isSingle || isDouble) && others.length === 0, path, expected, operand);
  if (isDouble) require(low < high, path, "a lower bound below the upper one", operand);
}

function isBound(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= LARGEST_NUMBER;
}
