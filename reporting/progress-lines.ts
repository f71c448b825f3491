import { printable } from "./printable.ts";
import type { Progress } from "./progress-bar.ts";
import { runningWork } from "./running-work.ts";
import { someNames } from "./some-names.ts";

/** Calls back later, unless what it returns is called before. */
export type Timer = (milliseconds: number, call: () => void) => () => void;

/** A phase that is shorter needs no word. */
export const LONG_MS = 5_000;

/**
 * For logs, which nobody watches live: silent for all but long work, and one line for each phase that takes long, which says
 * what it is at, so that the log of a build that hangs tells where.
 */
export function progressLines(write: (line: string) => void, after: Timer = timeout): Progress {
  return {
    phase(name) {
      const work = runningWork();
      const cancel = after(LONG_MS, () => {
        const labels = work.labels.map(printable);
        write(`${name}: ${labels.length === 0 ? "working" : someNames(labels)} …`);
      });
      return { begin: work.begin, tick: () => {}, end: cancel };
    },
  };
}

const timeout: Timer = (milliseconds, call) => {
  const timer = setTimeout(call, milliseconds);
  timer.unref(); // a word about the work must not outlive it
  return () => clearTimeout(timer);
};
