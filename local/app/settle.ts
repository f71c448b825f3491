import { setImmediate } from "node:timers/promises";
import type { SkippingClock } from "../bus/skipping-clock.ts";
import type { PendingWork } from "./pending-work.ts";

/** Waits for all work, and skips the time until the next; what failed lets the others be done, then the first failure is told. */
export async function settle(work: PendingWork, clock: SkippingClock): Promise<void> {
  const failures: unknown[] = [];
  do await work.done().catch((error) => failures.push(error));
  while (await skipped(clock));
  if (failures.length > 0) throw failures[0];
}

/** Skips what nothing but time is left of; gives those who slept the turn in which they begin their work. */
async function skipped(clock: SkippingClock): Promise<boolean> {
  const isSkipped = clock.skip();
  if (isSkipped) await setImmediate();
  return isSkipped;
}
