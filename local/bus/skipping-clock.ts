import type { Clock } from "../states/clock.ts";

/** A clock of which somebody may skip what nobody wants to wait for: the rest of a batching window, a visibility timeout. */
export interface SkippingClock extends Clock {
  /** Skips to the earliest moment that somebody sleeps until; false where nobody sleeps. */
  skip(): boolean;
  /** The earliest moment that somebody sleeps until, in milliseconds since 1970; undefined where nobody sleeps. */
  nextMs(): number | undefined;
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

  const nextMs = () => {
    const moments = [...sleepers].flatMap((sleeper) => (sleeper.signal.aborted ? [] : sleeper.dueMs));
    return moments.length === 0 ? undefined : Math.min(...moments);
  };

  return {
    nowMs,
    nextMs,
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
      const ms = nextMs();
      if (ms !== undefined) skipTo(ms);
      return ms !== undefined;
    },
    skipTo,
  };
}
