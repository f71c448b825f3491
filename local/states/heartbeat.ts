import type { Clock } from "./clock.ts";
import { StatesError } from "./states-error.ts";

/** The watch over a task that has to show that it is alive. */
export interface Heartbeat {
  /** Starts the time over. */
  readonly beat: () => void;
  /** Throws StatesError `States.Timeout`, which `States.HeartbeatTimeout` takes too, once the time has passed without a beat, or the signal's reason. */
  readonly watch: (signal: AbortSignal) => Promise<never>;
}

/** `intervalMs` is the longest time between two beats: `HeartbeatSeconds` of "Task workflow state". */
export function createHeartbeat(clock: Clock, intervalMs: number): Heartbeat {
  let current = new AbortController();
  return {
    beat: () => current.abort(),
    async watch(signal) {
      for (;;) {
        current = new AbortController();
        const isLate = await clock.sleep(intervalMs, AbortSignal.any([signal, current.signal])).then(
          () => true,
          () => false,
        );
        signal.throwIfAborted();
        if (isLate) throw new StatesError("States.Timeout", "", "States.HeartbeatTimeout");
      }
    },
  };
}
