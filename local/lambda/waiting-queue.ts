/** Somebody who waits for a place. */
export interface Waiter<Item> {
  readonly key: string;
  /** Hands over the place, with an item in it that is warm for this key, or without one. */
  readonly grant: (warm: Item | undefined) => void;
  readonly refuse: (reason: Error) => void;
}

export interface WaitingQueue<Item> {
  /** Resolves with what {@link Waiter.grant} is given. @throws the signal's reason when that is aborted meanwhile. */
  wait(key: string, signal?: AbortSignal): Promise<Item | undefined>;
  /** The one whose turn it is: the first, or an early one with the key that the free place is warm for. */
  next(warmKey: string | undefined): Waiter<Item> | undefined;
  refuseAll(reason: Error): void;
}

/** How often the first in the queue is passed over for a later one with a warm place: a start costs time, but so does waiting. */
const MAX_PASSED_OVER = 8;

export function createWaitingQueue<Item>(): WaitingQueue<Item> {
  const waiters: Waiter<Item>[] = [];
  let passedOver = 0;

  const remove = (waiter: Waiter<Item>) => {
    const index = waiters.indexOf(waiter);
    if (index === 0) passedOver = 0;
    if (index !== -1) waiters.splice(index, 1);
  };

  return {
    wait: (key, signal) =>
      new Promise((resolve, reject) => {
        const abort = () => {
          remove(waiter);
          reject(signal?.reason);
        };
        const leave = () => {
          remove(waiter);
          signal?.removeEventListener("abort", abort);
        };
        const waiter: Waiter<Item> = {
          key,
          grant: (warm) => {
            leave();
            resolve(warm);
          },
          refuse: (reason) => {
            leave();
            reject(reason);
          },
        };
        signal?.addEventListener("abort", abort);
        waiters.push(waiter);
      }),
    next(warmKey) {
      const warm = waiters.find((waiter) => waiter.key === warmKey);
      if (warm === undefined || warm === waiters[0] || passedOver >= MAX_PASSED_OVER) return waiters[0];
      passedOver += 1;
      return warm;
    },
    refuseAll(reason) {
      for (const waiter of [...waiters]) waiter.refuse(reason);
    },
  };
}
