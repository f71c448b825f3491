import { compareDecimals, parseDecimal } from "./decimal.ts";

/** A value as the API writes it; numbers and bytes (in base64) as texts ("AttributeValue"). */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly M: Item }
  | { readonly L: readonly AttributeValue[] }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] };

/** Its own properties are its attributes, whatever they are called. */
export type Item = Readonly<Record<string, AttributeValue>>;

const ATTRIBUTE_TYPES = ["S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS"] as const;

export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

export function isAttributeType(text: string): text is AttributeType {
  return (ATTRIBUTE_TYPES as readonly string[]).includes(text);
}

/** The three sets and the type of what is in each. */
const ELEMENT_TYPE = { SS: "S", NS: "N", BS: "B" } as const;

export function typeOf(value: AttributeValue): AttributeType {
  return Object.keys(value)[0] as AttributeType;
}

/** What stands behind the type, for those who know the type. */
export function contentOf<Content>(value: AttributeValue): Content {
  return Object.values(value)[0] as Content;
}

/** The elements of a set as values of their own; undefined for all that is no set. */
export function elementsOf(value: AttributeValue): readonly AttributeValue[] | undefined {
  const type = typeOf(value);
  if (!(type in ELEMENT_TYPE)) return undefined;
  const elementType = ELEMENT_TYPE[type as keyof typeof ELEMENT_TYPE];
  return contentOf<readonly string[]>(value).map((one) => ({ [elementType]: one }) as AttributeValue);
}

/** Equal as DynamoDB compares: numbers by value, sets and maps in any order. */
export function valuesEqual(left: AttributeValue, right: AttributeValue): boolean {
  if (typeOf(left) !== typeOf(right)) return false;
  if ("N" in left && "N" in right) return compareDecimals(parseDecimal(left.N), parseDecimal(right.N)) === 0;
  if ("L" in left && "L" in right) {
    return left.L.length === right.L.length && left.L.every((one, at) => isSame(one, right.L[at]));
  }
  if ("M" in left && "M" in right) {
    const keys = Object.keys(left.M);
    return (
      keys.length === Object.keys(right.M).length &&
      keys.every((key) => Object.hasOwn(right.M, key) && isSame(left.M[key], right.M[key]))
    );
  }
  const [ours, theirs] = [elementsOf(left), elementsOf(right)];
  if (ours === undefined || theirs === undefined) return contentOf(left) === contentOf(right);
  return ours.length === theirs.length && ours.every((one) => includesValue(theirs, one));
}

function isSame(left: AttributeValue | undefined, right: AttributeValue | undefined): boolean {
  return left !== undefined && right !== undefined && valuesEqual(left, right);
}

export function includesValue(values: readonly AttributeValue[], value: AttributeValue): boolean {
  return values.some((one) => valuesEqual(one, value));
}

/**
 * Below, at or above zero as `left` comes before, with or after `right`: texts by their UTF-8 bytes, numbers by value, bytes
 * without a sign. Undefined where the types differ or have no order.
 */
export function compareValues(left: AttributeValue, right: AttributeValue): number | undefined {
  if ("S" in left && "S" in right) return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S));
  if ("N" in left && "N" in right) return compareDecimals(parseDecimal(left.N), parseDecimal(right.N));
  if ("B" in left && "B" in right) return Buffer.compare(bytesOf(left.B), bytesOf(right.B));
  return undefined;
}

export function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, "base64");
}
