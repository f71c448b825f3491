import type { ValueRange } from "./api-ranges.ts";

/** What is wrong with a number, in the words of "TestState" without the field's name; undefined where nothing is. */
export function numberProblem(value: number, { min = -Infinity, max = Infinity }: ValueRange) {
  if (value < min) return "is less than the minimum value";
  return value > max ? "exceeds the maximum value" : undefined;
}

/** The same of a text, whose length is counted in code points, as Smithy's `length` trait does. */
export function textProblem(value: string, range: ValueRange) {
  const length = [...value].length;
  return lengthProblem({ least: length, most: length }, range);
}

/** The same of bytes, whose length is that of the text or of what it means in Base64: which of them AWS does not say. */
export function bytesProblem(value: string, range: ValueRange) {
  const lengths = { least: Buffer.byteLength(value, "base64"), most: Buffer.byteLength(value) };
  return lengthProblem(lengths, range);
}

interface Lengths {
  readonly least: number;
  readonly most: number;
}

function lengthProblem({ least, most }: Lengths, { min = 0, max = Infinity }: ValueRange) {
  if (most < min) return "is smaller than the minimum length";
  return least > max ? "exceeds the maximum length" : undefined;
}
