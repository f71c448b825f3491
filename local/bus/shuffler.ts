import type { Clock } from "../states/clock.ts";
import { createAlarm } from "./alarm.ts";

/** Puts things into another order, at random. */
export interface Shuffler {
  /** The same items in another order. */
  shuffle<Item>(items: readonly Item[]): readonly Item[];
  /** Holds work back for a moment; what comes meanwhile may begin before it. */
  hold(work: () => void): void;
}

/** How long work is held back, in milliseconds, and how much of it at once. */
const HELD_MS = 50;
const MOST_HELD = 4;

/** @param random gives numbers in [0, 1): a seeded one repeats its choices. The signal lets go of everything */
export function createShuffler(random: () => number, clock: Clock, signal: AbortSignal): Shuffler {
  let held: (() => void)[] = [];

  const shuffle = <Item>(items: readonly Item[]): readonly Item[] => {
    const left = [...items];
    return items.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
  };
  const releaseAll = () => {
    const due = shuffle(held);
    held = [];
    for (const work of due) work();
  };
  const alarm = createAlarm(clock, signal, releaseAll);
  signal.addEventListener("abort", releaseAll);

  return {
    shuffle,
    hold(work) {
      if (signal.aborted) return work();
      held.push(work);
      if (held.length === 1) alarm.set(clock.nowMs() + HELD_MS);
      if (held.length <= MOST_HELD) return;
      const [next] = held.splice(Math.floor(random() * held.length), 1);
      next?.();
    },
  };
}
