import { createEnvironmentPlaces } from "./environment-places.ts";

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
  /** Ends what stands for a key: idle items now, those at work once they are done. */
  retire(key: string): Promise<void>;
  /** Stops all items, those at work too, and resolves when they are gone. Whatever runs or waits throws `reason`. */
  close(reason: Error): Promise<void>;
}

export function createEnvironmentPool<Item extends Pooled>(maxItems: number): EnvironmentPool<Item> {
  const places = createEnvironmentPlaces<Item>(maxItems);
  const atWork = new Map<Promise<unknown>, { item?: Item }>();
  let closeReason: Error | undefined;
  const throwIfClosed = () => {
    if (closeReason !== undefined) throw closeReason;
  };

  const useOnce = async <Result>(work: PooledWork<Item, Result>, place: { item?: Item }) => {
    throwIfClosed();
    work.signal?.throwIfAborted();
    const warm = await places.take(work.key, work.signal);
    try {
      work.signal?.throwIfAborted();
      throwIfClosed();
      place.item = warm ?? (await work.start());
      throwIfClosed();
      const result = await work.run(place.item, warm === undefined);
      throwIfClosed();
      return result;
    } finally {
      const item = place.item ?? warm;
      if (closeReason !== undefined) await item?.stop();
      await places.giveBack(work.key, item);
    }
  };

  return {
    use(work) {
      const place: { item?: Item } = {};
      const using = useOnce(work, place).finally(() => atWork.delete(using));
      atWork.set(using, place);
      return using;
    },
    retire: places.retire,
    async close(reason) {
      closeReason = reason;
      const items = [...atWork.values()].map(({ item }) => item);
      await Promise.all([places.close(reason), ...items.map((item) => item?.stop())]);
      await Promise.allSettled(atWork.keys());
    },
  };
}
