import type { Clock } from "../states/clock.ts";
import { createDueList } from "../states/due-list.ts";
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

interface Sleeper {
  readonly dueMs: number;
  readonly signal: AbortSignal;
  readonly wake: () => void;
}

/**
 * Runs with another clock, and ahead of it by what was skipped.
 *
 * @param onIdle is called when nothing is at work that {@link SkippingClock.during} was told of, after each change that may have led to
 * that. Default: nothing happens
 */
export function skippingClock(clock: Clock, onIdle: () => void = () => {}): SkippingClock {
  let skippedMs = 0;
  let timer = new AbortController();
  const sleepers = createDueList<Sleeper>();
  const nowMs = () => clock.nowMs() + skippedMs;
  const work = createWorkCount(onIdle);

  // One sleep of the clock below, until the first of all who sleep is due: a skip touches nobody else, however many they are.
  const setTimer = () => {
    timer.abort();
    const [first] = sleepers.items;
    if (first === undefined) return;
    timer = new AbortController();
    clock.sleep(first.dueMs - nowMs(), timer.signal).then(wakeDue, () => {});
  };
  const wakeDue = () => {
    for (
      let [first] = sleepers.items;
      first !== undefined && first.dueMs <= nowMs();
      [first] = sleepers.items
    ) {
      sleepers.remove(first);
      first.wake();
    }
    setTimer();
  };
  const skipTo = (ms: number) => {
    skippedMs += Math.max(0, ms - nowMs());
    wakeDue();
    work.look();
  };
  const nextMs = () => sleepers.items.find(({ signal }) => !signal.aborted)?.dueMs;

  return {
    nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        // Heard through a signal of its own: one sleep or thousands, nothing of it is left with the sleeper's signal.
        const own = AbortSignal.any([signal]);
        const end = () => {
          own.removeEventListener("abort", giveUp);
          const isFirst = sleepers.items[0] === sleeper;
          sleepers.remove(sleeper);
          if (isFirst) setTimer();
          work.look();
        };
        const giveUp = () => {
          end();
          reject(signal.reason);
        };
        const wake = () => {
          end();
          resolve();
        };
        const sleeper = { dueMs: nowMs() + Math.max(0, ms), signal, wake };
        if (own.aborted) return giveUp();
        own.addEventListener("abort", giveUp);
        sleepers.add(sleeper);
        if (sleepers.items[0] === sleeper) setTimer();
        work.look();
      }),
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
