import { setImmediate } from "node:timers/promises";
import type { Clock } from "../states/clock.ts";

/** Knows when nothing is at work any more, and all that is left waits: for its time, or for somebody else. */
export interface Stillness {
  /** Runs work that takes real time, such as a function call; nothing is still meanwhile. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Looks once all that can go on has gone on. To be called by whoever begins to wait. */
  look(): void;
}

export function createStillness(onStill: () => void): Stillness {
  let running = 0;
  let isLooking = false;
  const look = () => {
    if (isLooking) return;
    isLooking = true;
    void looked();
  };
  const looked = async () => {
    // A turn of the event loop later all promises that can go on have done so, one more for what these begin.
    await setImmediate();
    await setImmediate();
    isLooking = false;
    if (running === 0) onStill();
  };
  return {
    look,
    async during(work) {
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        look();
      }
    },
  };
}

/** The same clock, on which whoever sleeps begins to wait. */
export function watchedClock<Watched extends Clock>(clock: Watched, { look }: Stillness): Watched {
  return {
    ...clock,
    sleep(ms, signal) {
      look();
      return clock.sleep(ms, signal);
    },
  };
}
