import type { Clock } from "../states/clock.ts";
import { createWorkCount, type WorkCount } from "./work-count.ts";

/** A clock of which somebody may skip what nobody wants to wait for: the rest of a batching window, a visibility timeout. */
export interface SkippingClock extends Clock {
  /** Skips to the earliest moment that somebody sleeps until; false where nobody sleeps. */
  skip(): boolean;
  /** Skips to a moment, in milliseconds since 1970, unless it has passed. */
  skipTo(ms: number): void;
  /** To be called when something has begun to wait that the clock does not know of. */
  readonly look: WorkCount["look"];
  /** For how long nobody wakes, in milliseconds; undefined where nobody sleeps. */
  untilNextMs(): number | undefined;
  /** As `Clock` says it, of a clock that others skip; they are asked to leave the time alone meanwhile. */
  readonly during: WorkCount["during"];
  /** As {@link WorkCount} says it. */
  readonly whileWaiting: WorkCount["whileWaiting"];
}

/**
 * Runs with another clock, and ahead of it by what was skipped.
 *
 * @param onIdle is called when nothing is at work that {@link SkippingClock.during} was told of, after each change that may have led to
 * that. Default: nothing happens
 */
export function skippingClock(clock: Clock, onIdle: () => void = () => {}): SkippingClock {
  let skippedMs = 0;
  let untilSkip = new AbortController();
  const sleepers = new Set<{ readonly dueMs: number; readonly signal: AbortSignal }>();
  const nowMs = () => clock.nowMs() + skippedMs;
  const work = createWorkCount(onIdle);

  const skipTo = (ms: number) => {
    skippedMs += Math.max(0, ms - nowMs());
    // Wakes everybody: whose time has not come sleeps on, for the rest of it.
    untilSkip.abort();
    untilSkip = new AbortController();
    work.look();
  };
  const nextMs = () => {
    const moments = [...sleepers].flatMap(({ dueMs, signal }) => (signal.aborted ? [] : dueMs));
    return moments.length === 0 ? undefined : Math.min(...moments);
  };

  return {
    nowMs,
    async sleep(ms, signal) {
      const sleeper = { dueMs: nowMs() + Math.max(0, ms), signal };
      sleepers.add(sleeper);
      work.look();
      try {
        do {
          const either = AbortSignal.any([signal, untilSkip.signal]);
          await clock.sleep(sleeper.dueMs - nowMs(), either).catch(() => signal.throwIfAborted());
        } while (nowMs() < sleeper.dueMs);
      } finally {
        sleepers.delete(sleeper);
        work.look();
      }
    },
    during: (task) => work.during(() => clock.during?.(task) ?? task()),
    whileWaiting: work.whileWaiting,
    look: work.look,
    skip() {
      const ms = nextMs();
      if (ms !== undefined) skipTo(ms);
      return ms !== undefined;
    },
    skipTo,
    untilNextMs() {
      const ms = nextMs();
      return ms === undefined ? undefined : ms - nowMs();
    },
  };
}
