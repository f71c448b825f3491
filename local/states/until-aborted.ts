/** One who waits, in the order of their coming. A ring of links, for a Set would have to hash every newcomer. */
interface Waiter {
  readonly reject: (reason: unknown) => void;
  before: Waiter;
  after: Waiter;
}

/** The ring of those who wait, by signal. A listener of its own for each wait would cost more than most waits. */
const rings = new WeakMap<AbortSignal, Waiter>();

/** What the work gives, unless the signal is aborted first: then its reason is thrown, and the work is left to itself. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const waiter = join(ringOf(signal), reject);
    work.then(
      (result) => {
        leave(waiter);
        resolve(result);
      },
      (error) => {
        leave(waiter);
        reject(error);
      },
    );
  });
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

/** Begins and ends with a waiter that is nobody. */
function ringOf(signal: AbortSignal): Waiter {
  const known = rings.get(signal);
  if (known !== undefined) return known;
  const ring = { reject: () => {} } as unknown as Waiter;
  ring.before = ring;
  ring.after = ring;
  rings.set(signal, ring);
  signal.addEventListener("abort", () => {
    for (let waiter = ring.after; waiter !== ring; waiter = waiter.after) waiter.reject(signal.reason);
  });
  return ring;
}
