import { setMaxListeners } from "node:events";

/** A branch of a Parallel state or an iteration of a Map state; the signal is aborted when a sibling has failed. */
export type Job<T> = (signal: AbortSignal) => Promise<T>;

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
        siblings.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, jobs.length) }, work));
  if (failures.length > 0) throw failures[0];
  return jobs.map((_, index) => results.get(index) as T);
}
