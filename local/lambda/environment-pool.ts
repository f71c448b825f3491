import { createWaitingQueue } from "./waiting-queue.ts";

/** What a pool holds. */
export interface Pooled {
  /** False when it can take no further work. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

/** Work that needs an item of the pool. */
export interface PooledWork<Item extends Pooled, Result> {
  /** Items of one key can stand in for each other. */
  readonly key: string;
  readonly signal?: AbortSignal | undefined;
  start(): Promise<Item>;
  run(item: Item, isNew: boolean): Promise<Result>;
}

/** Holds a bounded number of items, and keeps those that are idle for the next work of the same key. */
export interface EnvironmentPool<Item extends Pooled> {
  /** Waits while all items are at work. @throws the signal's reason when that is aborted meanwhile. */
  use<Result>(work: PooledWork<Item, Result>): Promise<Result>;
  /** Stops all items, those at work too, and resolves when they are gone. Whatever runs or waits throws `reason`. */
  close(reason: Error): Promise<void>;
}

interface Idle<Item> {
  readonly key: string;
  readonly item: Item;
}

export function createEnvironmentPool<Item extends Pooled>(maxItems: number): EnvironmentPool<Item> {
  const queue = createWaitingQueue<Item>();
  const working = new Map<Promise<unknown>, { item?: Item }>();
  /** The least recently used first. */
  let idle: readonly Idle<Item>[] = [];
  let freePlaces = maxItems;
  let closeReason: Error | undefined;

  const dropDead = () => {
    const alive = idle.filter(({ item }) => item.isAlive());
    freePlaces += idle.length - alive.length;
    idle = alive;
  };

  /** Takes a place: a warm item in it, or none. */
  const acquire = async (key: string, signal: AbortSignal | undefined): Promise<Item | undefined> => {
    dropDead();
    const chosen =
      idle.findLast((candidate) => candidate.key === key) ?? (freePlaces > 0 ? undefined : idle[0]);
    if (chosen !== undefined) {
      idle = idle.filter((other) => other !== chosen);
      if (chosen.key === key) return chosen.item;
      await chosen.item.stop();
    } else if (freePlaces > 0) {
      freePlaces -= 1;
    } else {
      return queue.wait(key, signal);
    }
    return undefined;
  };

  const release = async (key: string, item: Item | undefined) => {
    const warm = item?.isAlive() ? item : undefined;
    const next = queue.next(warm && key);
    if (next?.key === key) return next.grant(warm);
    if (next === undefined && warm !== undefined) {
      idle = [...idle, { key, item: warm }];
      return;
    }
    await warm?.stop();
    const successor = queue.next(undefined);
    if (successor === undefined) freePlaces += 1;
    else successor.grant(undefined);
  };

  const useInPlace = async <Result>(work: PooledWork<Item, Result>, place: { item?: Item }) => {
    work.signal?.throwIfAborted();
    const warm = await acquire(work.key, work.signal);
    try {
      work.signal?.throwIfAborted();
      if (closeReason !== undefined) throw closeReason;
      place.item = warm ?? (await work.start());
      if (closeReason !== undefined) throw closeReason;
      const result = await work.run(place.item, warm === undefined);
      if (closeReason !== undefined) throw closeReason;
      return result;
    } finally {
      if (closeReason !== undefined) await place.item?.stop();
      await release(work.key, place.item ?? warm);
    }
  };

  return {
    use(work) {
      if (closeReason !== undefined) return Promise.reject(closeReason);
      const place: { item?: Item } = {};
      const using = useInPlace(work, place).finally(() => working.delete(using));
      working.set(using, place);
      return using;
    },
    async close(reason) {
      closeReason = reason;
      queue.refuseAll(reason);
      const items = [...[...working.values()].map(({ item }) => item), ...idle.map(({ item }) => item)];
      await Promise.all(items.map((item) => item?.stop()));
      await Promise.allSettled(working.keys());
    },
  };
}
