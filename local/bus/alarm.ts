import type { Clock } from "../states/clock.ts";

/** Rings at the one moment that it is set to. */
export interface Alarm {
  /** Sets it to a moment in milliseconds since 1970, or off. */
  set(ms: number | undefined): void;
}

/** The signal turns it off for good. */
export function createAlarm(clock: Clock, signal: AbortSignal, ring: () => void): Alarm {
  let setToMs: number | undefined;
  let change = new AbortController();
  return {
    set(ms) {
      if (ms === setToMs || signal.aborted) return;
      change.abort();
      change = new AbortController();
      setToMs = ms;
      if (ms === undefined) return;
      const rings = () => {
        setToMs = undefined;
        ring();
      };
      // Rejected where it was set to another moment, which then rings.
      clock.sleep(ms - clock.nowMs(), AbortSignal.any([signal, change.signal])).then(rings, () => {});
    },
  };
}
