import { isJsonObject } from "../states/json-value.ts";
import { matchesWildcard } from "../states/wildcard.ts";
import { isInCidr } from "./cidr.ts";

/** How each operator looks at a value that the event has; `operand` is what stands beside its name. */
const OPERATORS: ReadonlyMap<string, (operand: unknown, value: unknown) => boolean> = new Map([
  ["prefix", (operand, value) => compareText(operand, value, (text, part) => text.startsWith(part))],
  ["suffix", (operand, value) => compareText(operand, value, (text, part) => text.endsWith(part))],
  [
    "equals-ignore-case",
    (operand, value) => compareText({ "equals-ignore-case": operand }, value, Object.is),
  ],
  [
    "wildcard",
    (operand, value) => compareText(operand, value, (text, pattern) => matchesWildcard(pattern, text)),
  ],
  ["anything-but", (operand, value) => !takesAny(operand, value)],
  ["numeric", isInRange],
  ["exists", (operand) => operand === true],
  [
    "cidr",
    (operand, value) => typeof operand === "string" && typeof value === "string" && isInCidr(operand, value),
  ],
]);

/** Whether a matcher of a pattern takes a value: a string, number, boolean or null. */
export function takesValue(matcher: unknown, value: unknown): boolean {
  if (!isJsonObject(matcher)) return matcher === value;
  return Object.entries(matcher).every(
    ([operator, operand]) => OPERATORS.get(operator)?.(operand, value) ?? false,
  );
}

/** `{"exists": false}` */
export function asksForAbsence(matcher: unknown): boolean {
  return isJsonObject(matcher) && matcher.exists === false;
}

/** What `anything-but` leaves out: a value, one of several, or what another operator takes with one of several. */
function takesAny(operand: unknown, value: unknown): boolean {
  if (Array.isArray(operand)) return operand.some((one) => takesValue(one, value));
  if (!isJsonObject(operand)) return operand === value;
  return Object.entries(operand).some(([operator, inner]) =>
    (Array.isArray(inner) ? inner : [inner]).some((one) => takesValue({ [operator]: one }, value)),
  );
}

/** Compares texts; `{"equals-ignore-case": …}` in the place of the operand compares without regard to case. */
function compareText(
  operand: unknown,
  value: unknown,
  compare: (text: string, operand: string) => boolean,
): boolean {
  if (typeof value !== "string") return false;
  if (typeof operand === "string") return compare(value, operand);
  const folded = isJsonObject(operand) ? operand["equals-ignore-case"] : undefined;
  return typeof folded === "string" && compare(value.toLowerCase(), folded.toLowerCase());
}

/** `["=", 5]`, `[">", 0, "<=", 5]` */
function isInRange(operand: unknown, value: unknown): boolean {
  if (typeof value !== "number" || !Array.isArray(operand) || operand.length === 0) return false;
  return operand.every(
    (operator, index) => index % 2 === 1 || compareNumbers(operator, value, operand[index + 1]),
  );
}

function compareNumbers(operator: unknown, value: number, bound: unknown): boolean {
  if (typeof bound !== "number") return false;
  if (operator === "=") return value === bound;
  if (operator === "<") return value < bound;
  if (operator === "<=") return value <= bound;
  if (operator === ">") return value > bound;
  return operator === ">=" && value >= bound;
}
