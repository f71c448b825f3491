import type { Clock } from "../states/clock.ts";

/** A clock of which somebody may skip what nobody wants to wait for: the rest of a batching window, a visibility timeout. */
export interface SkippingClock extends Clock {
  /** Skips to the earliest moment that somebody sleeps until; false where nobody sleeps. */
  skip(): boolean;
  /** Skips to a moment, in milliseconds since 1970, unless it has passed. */
  skipTo(ms: number): void;
}

/** Runs with another clock, and ahead of it by what was skipped. */
export function skippingClock(clock: Clock): SkippingClock {
  let skippedMs = 0;
  let untilSkip = new AbortController();
  const sleepers = new Set<{ readonly dueMs: number; readonly signal: AbortSignal }>();
  const nowMs = () => clock.nowMs() + skippedMs;

  const skipTo = (ms: number) => {
    skippedMs += Math.max(0, ms - nowMs());
    // Wakes everybody: whose time has not come sleeps on, for the rest of it.
    untilSkip.abort();
    untilSkip = new AbortController();
  };

  return {
    nowMs,
    async sleep(ms, signal) {
      const sleeper = { dueMs: nowMs() + Math.max(0, ms), signal };
      sleepers.add(sleeper);
      try {
        do {
          const either = AbortSignal.any([signal, untilSkip.signal]);
          await clock.sleep(sleeper.dueMs - nowMs(), either).catch(() => signal.throwIfAborted());
        } while (nowMs() < sleeper.dueMs);
      } finally {
        sleepers.delete(sleeper);
      }
    },
    ...(clock.during && { during: clock.during }),
    skip() {
      const moments = [...sleepers].flatMap((sleeper) => (sleeper.signal.aborted ? [] : sleeper.dueMs));
      if (moments.length === 0) return false;
      skipTo(Math.min(...moments));
      return true;
    },
    skipTo,
  };
}
