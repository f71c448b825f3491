import type { Json } from "./json.ts";

/**
 * Stands for a value that must never be shown. Two of them are deeply equal exactly if their values were, so that comparisons still see
 * whether a secret changed; of the value itself nothing is left, not even its length.
 */
export interface Masked {
  /** The how-manieth value it is, by first appearance in the plan. */
  readonly secret: number;
}

const TEXT = "(secret)";

/** Gives the same mask for the same value, for one plan. */
export type Mask = (value: Json) => Json;

export function createMask(): Mask {
  const known = new Map<string, Json>();
  return (value) => {
    // Nothing there is no secret, and a reviewer must see that something was taken away.
    if (value === null || isMasked(value)) return value;
    const key = JSON.stringify(value);
    const mask = known.get(key) ?? maskNumber(known.size);
    known.set(key, mask);
    return mask;
  };
}

export const isMasked = (value: unknown): value is Masked =>
  typeof value === "object" && value !== null && MASKS.has(value);

/** What tells a mask from an object of a plan that looks like one. */
const MASKS = new WeakSet<object>();

function maskNumber(secret: number): Json {
  const mask = { secret };
  // Whatever prints it as JSON prints no number: what is not enumerable is not compared either, which is why the number is.
  Object.defineProperty(mask, "toJSON", { value: () => TEXT });
  MASKS.add(mask);
  return Object.freeze(mask) as unknown as Json;
}
