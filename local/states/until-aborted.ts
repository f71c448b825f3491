/** Who is to be told when a signal is aborted. A listener of its own for each wait would cost more than most waits. */
const waitingFor = new WeakMap<AbortSignal, Set<() => void>>();

/** What the work gives, unless the signal is aborted first: then its reason is thrown, and the work is left to itself. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const waiting = waitersOf(signal);
    const abort = () => reject(signal.reason);
    waiting.add(abort);
    work.then(
      (result) => {
        waiting.delete(abort);
        resolve(result);
      },
      (error) => {
        waiting.delete(abort);
        reject(error);
      },
    );
  });
}

function waitersOf(signal: AbortSignal): Set<() => void> {
  const known = waitingFor.get(signal);
  if (known !== undefined) return known;
  const waiters = new Set<() => void>();
  waitingFor.set(signal, waiters);
  signal.addEventListener("abort", () => {
    for (const abort of [...waiters]) abort();
  });
  return waiters;
}
