const MASK = (1n << 48n) - 1n;
const MULTIPLIER = 0x5deece66dn;

/**
 * The numbers in [0, 1) that `java.util.Random` draws after a seed, as `nextDouble` gives them: those of `$random(seed)` in Step Functions.
 * Follows the documentation of `java.util.Random`, which lays down its linear congruential generator.
 */
export function javaRandom(seed: number): () => number {
  let state = (BigInt(seed) ^ MULTIPLIER) & MASK;
  const next = (bits: bigint): number => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return Number(state >> (48n - bits));
  };
  return () => (next(26n) * 2 ** 27 + next(27n)) / 2 ** 53;
}
