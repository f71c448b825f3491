import { setImmediate } from "node:timers/promises";

/**
 * Makes one part after the other and uses each while the next is made: for what another process makes and this one uses. The
 * results are in the order of the parts; it ends with the first error.
 */
export async function pipelined<Part, Made, Result>(
  parts: readonly Part[],
  make: (part: Part) => Promise<Made>,
  use: (made: Made, part: Part) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const making: Promise<Made>[] = [];
  for (const [index, part] of parts.entries()) {
    const made = await (making[index] ?? make(part));
    const next = parts[index + 1];
    if (next !== undefined) {
      making[index + 1] = make(next);
      making[index + 1]?.catch(() => {}); // awaited in its turn
      await setImmediate(); // until it is under way
    }
    results.push(use(made, part));
    delete making[index];
  }
  return results;
}

/** As few parts as possible of at most `size` items, all about as large. */
export function inParts<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / size);
  const start = (index: number) => Math.round((index * items.length) / count);
  return Array.from({ length: count }, (_, index) => items.slice(start(index), start(index + 1)));
}
