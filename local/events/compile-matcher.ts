import { isJsonObject } from "../states/json-value.ts";
import { compileWildcard } from "../states/wildcard.ts";
import { compileCidr } from "./cidr.ts";
import { LARGEST_NUMBER } from "./validate-numeric.ts";

/** Whether a value of an event, a string, number, boolean or null, is taken. */
export type TakesValue = (value: unknown) => boolean;

const never: TakesValue = () => false;

/** How each operator looks at a value that the event has; `operand` is what stands beside its name. */
const OPERATORS: ReadonlyMap<string, (operand: unknown) => TakesValue> = new Map([
  ["prefix", (operand) => compareText(operand, (part) => (text) => text.startsWith(part))],
  ["suffix", (operand) => compareText(operand, (part) => (text) => text.endsWith(part))],
  [
    "equals-ignore-case",
    (operand) => compareText({ "equals-ignore-case": operand }, (folded) => (text) => text === folded),
  ],
  ["wildcard", (operand) => compareText(operand, compileWildcard)],
  ["anything-but", butFor],
  ["numeric", isInRange],
  ["exists", (operand) => () => operand === true],
  ["cidr", (operand) => (typeof operand === "string" ? compileCidr(operand) : never)],
  ["exactly", (operand) => (value) => value === operand],
]);

/** A matcher of a pattern, a value or one operator, ready for many events. */
function compileMatcher(matcher: unknown): TakesValue {
  if (!isJsonObject(matcher)) return (value) => value === matcher;
  const all = Object.entries(matcher).map(
    ([operator, operand]) => OPERATORS.get(operator)?.(operand) ?? never,
  );
  return anyOrAll(all, true);
}

/** One matcher of several has to take the value. */
export function compileMatchers(matchers: readonly unknown[]): TakesValue {
  // A list may name thousands of values: they are looked up, not compared one by one.
  const values = new Set(matchers.filter((matcher) => !isJsonObject(matcher)));
  const operators = matchers.filter(isJsonObject).map(compileMatcher);
  if (operators.length === 0) return (value) => values.has(value);
  const takes = anyOrAll(operators, false);
  return values.size === 0 ? takes : (value) => values.has(value) || takes(value);
}

/** `{"exists": false}` */
export function asksForAbsence(matcher: unknown): boolean {
  return isJsonObject(matcher) && matcher.exists === false;
}

function anyOrAll(tests: readonly TakesValue[], isAll: boolean): TakesValue {
  const [only] = tests;
  if (tests.length === 1 && only !== undefined) return only;
  return isAll ? (value) => tests.every((test) => test(value)) : (value) => tests.some((test) => test(value));
}

/** What `anything-but` leaves out: a value, one of several, or what another operator takes with one of several. */
function butFor(operand: unknown): TakesValue {
  const takes = compileMatchers(leftOut(operand));
  return (value) => !takes(value);
}

function leftOut(operand: unknown): readonly unknown[] {
  if (Array.isArray(operand)) return operand;
  if (!isJsonObject(operand)) return [operand];
  return Object.entries(operand).flatMap(([operator, inner]) =>
    (Array.isArray(inner) ? inner : [inner]).map((one) => ({ [operator]: one })),
  );
}

/** Compares texts; `{"equals-ignore-case": …}` in the place of the operand compares without regard to case. */
function compareText(operand: unknown, compile: (operand: string) => (text: string) => boolean): TakesValue {
  if (typeof operand === "string") {
    const compare = compile(operand);
    return (value) => typeof value === "string" && compare(value);
  }
  const folded = isJsonObject(operand) ? operand["equals-ignore-case"] : undefined;
  if (typeof folded !== "string") return never;
  const compare = compile(folded.toLowerCase());
  return (value) => typeof value === "string" && compare(value.toLowerCase());
}

/** `["=", 5]`, `[">", 0, "<=", 5]` */
function isInRange(operand: unknown): TakesValue {
  if (!Array.isArray(operand) || operand.length === 0) return never;
  const bounds = Array.from({ length: Math.ceil(operand.length / 2) }, (_, index) =>
    compareNumbers(operand[2 * index], operand[2 * index + 1]),
  );
  return (value) => isCompared(value) && bounds.every((bound) => bound(value));
}

function isCompared(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= LARGEST_NUMBER;
}

function compareNumbers(operator: unknown, bound: unknown): (value: number) => boolean {
  if (typeof bound !== "number") return () => false;
  if (operator === "=") return (value) => value === bound;
  if (operator === "<") return (value) => value < bound;
  if (operator === "<=") return (value) => value <= bound;
  if (operator === ">") return (value) => value > bound;
  return operator === ">=" ? (value) => value >= bound : () => false;
}
