import { timestampMs } from "./timestamp.ts";
import { matchesWildcard } from "./wildcard.ts";

/** Whether a variable's value is as the operand says; values of another type than the operator's never are. */
type Comparison = (value: unknown, operand: unknown) => boolean;

const ORDERS: Readonly<Record<string, (order: number) => boolean>> = {
  Equals: (order) => order === 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEquals: (order) => order >= 0,
  LessThan: (order) => order < 0,
  LessThanEquals: (order) => order <= 0,
};

/** The comparisons of one type for all orders: `NumericEquals`, `NumericLessThan`, … */
function ordered<T extends string | number>(
  type: string,
  read: (value: unknown) => T | undefined,
): readonly (readonly [string, Comparison])[] {
  return Object.entries(ORDERS).map(([order, accepts]) => [
    `${type}${order}`,
    (value, operand) => {
      const [left, right] = [read(value), read(operand)];
      if (left === undefined || right === undefined) return false;
      return accepts(left < right ? -1 : left > right ? 1 : 0);
    },
  ]);
}

const asNumber = (value: unknown) => (typeof value === "number" ? value : undefined);
const asText = (value: unknown) => (typeof value === "string" ? value : undefined);

/** The operators that compare with an operand, by name; all but `StringMatches` have a form that ends in `Path`. */
export const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ["BooleanEquals", (value, operand) => typeof value === "boolean" && value === operand],
  ...ordered("Numeric", asNumber),
  ...ordered("String", asText),
  ...ordered("Timestamp", timestampMs),
  [
    "StringMatches",
    (value, operand) =>
      typeof value === "string" && typeof operand === "string" && matchesWildcard(operand, value),
  ],
]);

/** The operators that ask for the type of a value that is there, by name. */
export const TYPE_TESTS: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ["IsNull", (value: unknown) => value === null],
  ["IsBoolean", (value: unknown) => typeof value === "boolean"],
  ["IsNumeric", (value: unknown) => typeof value === "number"],
  ["IsString", (value: unknown) => typeof value === "string"],
  ["IsTimestamp", (value: unknown) => timestampMs(value) !== undefined],
]);
