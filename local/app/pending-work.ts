/** Work that was begun and that nobody waits for, such as the delivery of an event. */
export interface PendingWork {
  /** Counts the work until it settles. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Resolves once nothing is left, also of what was begun meanwhile; rejects with the first failure, once. */
  done(): Promise<void>;
}

export function createPendingWork(): PendingWork {
  const pending = new Set<Promise<unknown>>();
  let failures: unknown[] = [];
  return {
    track(work) {
      const settled: Promise<unknown> = work
        .catch((error) => failures.push(error))
        .finally(() => pending.delete(settled));
      pending.add(settled);
      return work;
    },
    async done() {
      while (pending.size > 0) await Promise.all(pending);
      const [first] = failures;
      failures = [];
      if (first !== undefined) throw first;
    },
  };
}
