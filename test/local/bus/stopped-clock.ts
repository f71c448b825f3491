import { type SkippingClock, skippingClock } from "../../../local/bus/skipping-clock.ts";
import type { Clock } from "../../../local/states/clock.ts";

/** A clock that goes on only where it is skipped, from twelve o'clock on a leap day. */
export function stoppedClock(
  startMs: number = Date.UTC(2024, 1, 29, 12),
  onIdle: () => void = () => {},
): SkippingClock {
  return skippingClock(standingClock(startMs), onIdle);
}

/** A clock that never goes on. */
export function standingClock(startMs: number): Clock {
  return {
    nowMs: () => startMs,
    sleep: (_ms, signal) =>
      new Promise((_resolve, reject) => {
        if (signal.aborted) reject(signal.reason);
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      }),
  };
}

/** Skips to the next moment that somebody sleeps until, and lets everybody do what that sets off; false where nobody sleeps. */
export async function skipAhead(clock: SkippingClock): Promise<boolean> {
  const isSkipped = clock.skip();
  await afterAllPromises();
  return isSkipped;
}

/** All that promises have to do is done a turn of the event loop later. */
export function afterAllPromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
