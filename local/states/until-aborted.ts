/** One who waits, in the order of their coming. A ring of links, for a Set would have to hash every newcomer. */
interface Waiter {
  readonly reject: (reason: unknown) => void;
  before: Waiter;
  after: Waiter;
}

/** The ring of those who wait, by signal. A listener of its own for each wait would cost more than most waits. */
const rings = new WeakMap<AbortSignal, Waiter>();

/** The last of them: the tasks of an execution wait on one signal. */
let latest: { readonly signal: AbortSignal; readonly ring: Waiter } | undefined;

/** What the work gives, unless the signal is aborted first: then its reason is thrown, and the work is left to itself. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return thenUnlessAborted(work, signal, (result) => result, rethrow);
}

/**
 * What `onResult` or `onFailure` makes of what the work gives or throws, as `then` does it; where the signal is aborted first, its reason
 * goes to `onFailure`, and the work is left to itself.
 */
export function thenUnlessAborted<T, R>(
  work: Promise<T>,
  signal: AbortSignal,
  onResult: (result: T) => R | Promise<R>,
  onFailure: (thrown: unknown) => R | Promise<R>,
): Promise<R> {
  if (signal.aborted) return abandon(work, signal).catch(onFailure);
  return new Promise((resolve, reject) => {
    let isOver = false;
    const end = <V>(make: (value: V) => R | Promise<R>, value: V) => {
      if (isOver) return;
      isOver = true;
      leave(waiter);
      try {
        resolve(make(value));
      } catch (failure) {
        reject(failure);
      }
    };
    const fail = (thrown: unknown) => end(onFailure, thrown);
    const waiter = join(ringOf(signal), fail);
    work.then((result) => end(onResult, result), fail);
  });
}

function abandon(work: Promise<unknown>, { reason }: AbortSignal): Promise<never> {
  // Nobody is left to hear of its failure.
  work.catch(() => {});
  return Promise.reject(reason);
}

function rethrow(thrown: unknown): never {
  throw thrown;
}

function join(ring: Waiter, reject: Waiter["reject"]): Waiter {
  const waiter = { reject, before: ring.before, after: ring };
  ring.before.after = waiter;
  ring.before = waiter;
  return waiter;
}

function leave({ before, after }: Waiter): void {
  before.after = after;
  after.before = before;
}

function ringOf(signal: AbortSignal): Waiter {
  if (latest?.signal === signal) return latest.ring;
  const ring = rings.get(signal) ?? createRing(signal);
  latest = { signal, ring };
  return ring;
}

/** Begins and ends with a waiter that is nobody. */
function createRing(signal: AbortSignal): Waiter {
  const ring = { reject: () => {} } as unknown as Waiter;
  ring.before = ring;
  ring.after = ring;
  rings.set(signal, ring);
  signal.addEventListener("abort", () => {
    for (let waiter = ring.after; waiter !== ring; waiter = waiter.after) waiter.reject(signal.reason);
  });
  return ring;
}
