import { setMaxListeners } from "node:events";
import { isRecorded } from "./states-error.ts";

/** A branch of a Parallel state or an iteration of a Map state; the signal is aborted when a sibling has failed. */
export type Job<T> = (signal: AbortSignal) => Promise<T>;

/** Why a job is aborted when a sibling has failed. */
class SiblingFailure extends Error {
  override readonly name = "AbortError";
  readonly failure: unknown;

  constructor(failure: unknown) {
    super("A sibling has failed");
    this.failure = failure;
  }
}

/** Whether work was cut off by the failure of a sibling that the history tells of; it does of all but `States.Runtime`. */
export function isCutOff({ reason }: AbortSignal): boolean {
  return reason instanceof SiblingFailure && isRecorded(reason.failure);
}

/**
 * Runs jobs at the same time, at most `limit` of them, and gives their results in order. When one fails, the others are
 * aborted, and its error is thrown once all have ended: nothing goes on behind the back of the state that failed.
 */
export async function runTogether<T>(
  jobs: readonly Job<T>[],
  limit: number,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const siblings = new AbortController();
  const either = AbortSignal.any([signal, siblings.signal]);
  // Everything that waits inside the jobs listens to this one signal: many listeners are no leak here.
  setMaxListeners(0, either);
  const results = new Map<number, T>();
  const failures: unknown[] = [];
  const waiting = jobs.entries();
  const work = async () => {
    for (const [index, job] of waiting) {
      if (failures.length > 0) return;
      try {
        results.set(index, await job(either));
      } catch (thrown) {
        failures.push(thrown);
        siblings.abort(new SiblingFailure(thrown));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, jobs.length) }, work));
  if (failures.length > 0) throw failures[0];
  return jobs.map((_, index) => results.get(index) as T);
}
