import type { Pooled } from "./environment-pool.ts";
import { createWaitingQueue } from "./waiting-queue.ts";

/** A bounded number of places, each free, taken, or held by an item that is idle. */
export interface EnvironmentPlaces<Item extends Pooled> {
  /**
   * Takes a place: with an idle item of this key when there is one, else a free one, else that of the item that was
   * idle for the longest, which is stopped. When all are taken it waits.
   *
   * @throws the signal's reason when that is aborted meanwhile
   */
  take(key: string, signal: AbortSignal | undefined): Promise<Item | undefined>;
  /** Gives a place back, with the item that was at work in it when it can go on. */
  giveBack(key: string, item: Item | undefined): Promise<void>;
  /** Stops the idle items of a key; one that is at work is stopped when it is given back. */
  retire(key: string): Promise<void>;
  /** Stops all idle items and refuses whoever waits. */
  close(reason: Error): Promise<void>;
}

interface Idle<Item> {
  readonly key: string;
  readonly item: Item;
}

export function createEnvironmentPlaces<Item extends Pooled>(places: number): EnvironmentPlaces<Item> {
  const queue = createWaitingQueue<Item>();
  /** The least recently used first. */
  let idle: readonly Idle<Item>[] = [];
  let freePlaces = places;
  const retired = new Set<string>();

  const dropDead = () => {
    const alive = idle.filter(({ item }) => item.isAlive());
    // What it leaves behind goes too: processes of its own, files.
    for (const dead of idle.filter((one) => !alive.includes(one))) void dead.item.stop();
    freePlaces += idle.length - alive.length;
    idle = alive;
  };
  const takeIdle = (chosen: Idle<Item>) => {
    idle = idle.filter((other) => other !== chosen);
    return chosen.item;
  };

  return {
    async take(key, signal) {
      dropDead();
      const warm = idle.findLast((candidate) => candidate.key === key);
      if (warm !== undefined) return takeIdle(warm);
      const [leastRecentlyUsed] = idle;
      if (freePlaces > 0) freePlaces -= 1;
      else if (leastRecentlyUsed !== undefined) await takeIdle(leastRecentlyUsed).stop();
      else return queue.wait(key, signal);
      return undefined;
    },
    async giveBack(key, item) {
      const warm = item?.isAlive() && !retired.has(key) ? item : undefined;
      const next = queue.next(warm && key);
      if (next?.key === key) return next.grant(warm);
      if (next === undefined && warm !== undefined) {
        idle = [...idle, { key, item: warm }];
        return;
      }
      await item?.stop();
      const successor = queue.next(undefined);
      if (successor === undefined) freePlaces += 1;
      else successor.grant(undefined);
    },
    async retire(key) {
      retired.add(key);
      const old = idle.filter((candidate) => candidate.key === key);
      idle = idle.filter((candidate) => candidate.key !== key);
      freePlaces += old.length;
      await Promise.all(old.map(({ item }) => item.stop()));
    },
    async close(reason) {
      queue.refuseAll(reason);
      await Promise.all(idle.map(({ item }) => item.stop()));
    },
  };
}
