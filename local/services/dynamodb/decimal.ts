import { validationError } from "./validation-error.ts";

/** A number as DynamoDB keeps it: `coefficient × 10^exponent`, without zeros at the coefficient's end. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const MAX_DIGITS = 38;
const MAX_MAGNITUDE = 125;
const MIN_MAGNITUDE = -130;

/** Exponents beyond this are out of range whatever the digits are, and are not worked out. */
const MAX_EXPONENT_DIGITS = 6;

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * Reads a number, up to 38 digits between 1E-130 and 9.99E+125 ("Supported data types and naming rules").
 *
 * @throws DynamoDbError ValidationException
 */
export function parseDecimal(text: string): Decimal {
  const [match, sign, whole = "", fraction = "", power = "0"] = NUMBER.exec(text) ?? [];
  if (match === undefined || whole + fraction === "") {
    throw validationError(`The parameter cannot be converted to a numeric value: ${text}`);
  }
  const digits = (whole + fraction).replace(/^0+/, "");
  if (digits === "") return { coefficient: 0n, exponent: 0 };
  const significant = digits.replace(/0+$/, "");
  const exponent = Number(power) - fraction.length + digits.length - significant.length;
  const coefficient = checkedDigits(significant, exponent, power);
  return { coefficient: sign === "-" ? -coefficient : coefficient, exponent };
}

function checkedDigits(significant: string, exponent: number, power: string): bigint {
  const magnitude = exponent + significant.length - 1;
  const isHuge = power.replace(/^[+-]?0*/, "").length > MAX_EXPONENT_DIGITS;
  if (isHuge ? !power.startsWith("-") : magnitude > MAX_MAGNITUDE) {
    throw validationError(
      "Number overflow. Attempting to store a number with magnitude larger than supported range",
    );
  }
  if (isHuge || magnitude < MIN_MAGNITUDE) {
    throw validationError(
      "Number underflow. Attempting to store a number with magnitude smaller than supported range",
    );
  }
  if (significant.length > MAX_DIGITS) {
    throw validationError("Attempting to store more than 38 significant digits in a Number");
  }
  return BigInt(significant);
}

/** Plain digits, as DynamoDB gives numbers back: `1200`, `-0.05`. */
export function formatDecimal({ coefficient, exponent }: Decimal): string {
  const sign = coefficient < 0n ? "-" : "";
  const digits = String(coefficient < 0n ? -coefficient : coefficient);
  if (exponent >= 0) return sign + digits + "0".repeat(exponent);
  const padded = digits.padStart(1 - exponent, "0");
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** Below, at or above zero as `left` is less than, equal to or greater than `right`. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const [a, b] = aligned(left, right);
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** @throws DynamoDbError ValidationException where the sum cannot be kept. */
export function addDecimals(left: Decimal, right: Decimal): Decimal {
  const [a, b, exponent] = aligned(left, right);
  return parseDecimal(`${a + b}e${exponent}`);
}

export function negate({ coefficient, exponent }: Decimal): Decimal {
  return { coefficient: -coefficient, exponent };
}

function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const exponent = Math.min(left.exponent, right.exponent);
  const scaled = (one: Decimal) => one.coefficient * 10n ** BigInt(one.exponent - exponent);
  return [scaled(left), scaled(right), exponent];
}
