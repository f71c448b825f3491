/** Work that was begun and that nobody waits for, such as the delivery of an event. */
export interface PendingWork {
  /** Counts the work until it settles; its failure is its owner's business. */
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Resolves once nothing is left, also of what was begun meanwhile. */
  done(): Promise<void>;
}

export function createPendingWork(): PendingWork {
  const pending = new Set<Promise<unknown>>();
  return {
    track(work) {
      const settled: Promise<unknown> = work.then(
        () => pending.delete(settled),
        () => pending.delete(settled),
      );
      pending.add(settled);
      return work;
    },
    async done() {
      while (pending.size > 0) await Promise.all(pending);
    },
  };
}
