import { InvalidArgumentError } from "commander";

/** The seed in an option. */
export function seedNumber(text: string): number {
  const seed = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isNaN(seed)) return seed;
  throw new InvalidArgumentError("Expected a whole number from 0 to 999999999.");
}
