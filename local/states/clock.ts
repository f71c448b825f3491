import { setTimeout as delay } from "node:timers/promises";
import { createDueList } from "./due-list.ts";

/** Where an execution gets its time from. */
export interface Clock {
  nowMs(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Runs work that takes real time, such as a function call; a simulated clock stands still meanwhile. */
  during?<T>(work: () => Promise<T>): Promise<T>;
}

/** Runs work as {@link Clock.during} does, where the clock has that. */
export function whileClockStands<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  return clock.during === undefined ? work() : clock.during(work);
}

/** The longest delay a Node.js timer can hold, in milliseconds (about 24.8 days). */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The machine's own time. */
export const realClock: Clock = {
  nowMs: () => Date.now(),
  async sleep(ms, signal) {
    const endMs = performance.now() + ms;
    for (let leftMs = ms; leftMs > 0; leftMs = endMs - performance.now()) {
      await delay(Math.min(leftMs, LONGEST_TIMER_MS), undefined, { signal }).catch(() =>
        signal.throwIfAborted(),
      );
    }
    signal.throwIfAborted();
  },
};

interface Sleeper {
  readonly dueMs: number;
  readonly wake: () => void;
}

/**
 * A clock on which a Wait of a day takes no time: once everything waits, it jumps to the earliest moment that somebody
 * waits for. While work runs (see {@link Clock.during}) it stands still; a sleep that is shorter than that
 * work in real time ends in time, so that the timeout of a hanging task still fires.
 */
export function simulatedClock(startMs = 0): Clock {
  let nowMs = startMs;
  let running = 0;
  let isJumpDue = false;
  const sleepers = createDueList<Sleeper>();

  const jump = () => {
    isJumpDue = false;
    const [earliest] = sleepers.items;
    if (running > 0 || earliest === undefined) return;
    earliest.wake();
    jumpWhenIdle();
  };
  // A turn of the event loop later all promises that can go on have done so: nobody is left but those who sleep.
  const jumpWhenIdle = () => {
    if (isJumpDue) return;
    isJumpDue = true;
    setImmediate(jump);
  };

  return {
    nowMs: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const end = (settle: () => void) => {
          clearTimeout(timer);
          sleepers.remove(sleeper);
          signal.removeEventListener("abort", abort);
          settle();
        };
        const abort = () => end(() => reject(signal.reason));
        const sleeper: Sleeper = {
          dueMs: nowMs + Math.max(0, ms),
          wake: () => {
            nowMs = Math.max(nowMs, sleeper.dueMs);
            end(resolve);
          },
        };
        const timer = ms < LONGEST_TIMER_MS ? setTimeout(sleeper.wake, ms) : undefined;
        signal.addEventListener("abort", abort);
        sleepers.add(sleeper);
        jumpWhenIdle();
      }),
    async during(work) {
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        jumpWhenIdle();
      }
    },
  };
}
