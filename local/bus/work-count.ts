import { untilAborted } from "../states/until-aborted.ts";

/** How much is at work that takes real time. */
export interface WorkCount {
  /** Counts work until it settles. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Inside of such work: waits for what others do. The work does not count meanwhile, unless the signal is aborted, by which it
   * ends.
   */
  whileWaiting<T>(wait: () => Promise<T>, signal: AbortSignal): Promise<T>;
  /** To be called when something else may have left nothing at work. */
  look(): void;
}

/** @param onIdle is called when nothing is at work, after each change that may have led to that */
export function createWorkCount(onIdle: () => void): WorkCount {
  let count = 0;
  let isLooking = false;

  // A turn of the event loop later all promises that can go on have done so: nothing is left to begin other work.
  const look = () => {
    if (isLooking) return;
    isLooking = true;
    setImmediate(() => {
      isLooking = false;
      if (count === 0) onIdle();
    });
  };
  const counted = async <T>(change: 1 | -1, work: () => Promise<T>): Promise<T> => {
    count += change;
    if (count === 0) look();
    try {
      return await work();
    } finally {
      count -= change;
      if (count === 0) look();
    }
  };

  return {
    during: (work) => counted(1, work),
    whileWaiting(wait, signal) {
      const waiting = wait();
      // Work that is given up is over at once, whatever its wait does then.
      counted(-1, () => untilAborted(waiting, signal)).catch(() => {});
      return waiting;
    },
    look,
  };
}
