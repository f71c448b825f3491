import type { SavedFiles } from "./watch-project.ts";

/** Saves that nobody has looked at yet. */
export interface SaveInbox {
  put(saved: SavedFiles): void;
  /** All that was put since, as one; waits for the first. @throws the signal's reason when that is aborted. */
  take(signal: AbortSignal): Promise<SavedFiles>;
  /** Aborted by the next save. */
  untilNext(): AbortSignal;
}

export function createSaveInbox(): SaveInbox {
  let waiting: SavedFiles | undefined;
  let arrived = new AbortController();
  return {
    put({ paths, savedAt }) {
      const all = new Set([...(waiting?.paths ?? []), ...paths]);
      // Who waits is told of the last save: that is the one whose result counts.
      waiting = { paths: [...all].sort(), savedAt };
      arrived.abort(new Error("There is a newer save."));
    },
    async take(signal) {
      while (waiting === undefined) await aborted(AbortSignal.any([signal, arrived.signal]), signal);
      signal.throwIfAborted();
      const taken = waiting;
      waiting = undefined;
      arrived = new AbortController();
      return taken;
    },
    untilNext: () => arrived.signal,
  };
}

async function aborted(either: AbortSignal, signal: AbortSignal): Promise<void> {
  if (!either.aborted) {
    await new Promise((resolve) => either.addEventListener("abort", resolve, { once: true }));
  }
  signal.throwIfAborted();
}
