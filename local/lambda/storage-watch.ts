import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** How often the folder is measured while an invocation runs. */
const INTERVAL_MS = 250;

/** A folder with many files is measured less often: measuring takes a twentieth of the time at most. */
const PAUSE_FACTOR = 19;

/** What the temporary folder of one environment holds. */
export interface StorageWatch {
  /** The sizes of all files together, in bytes. */
  usedBytes(): Promise<number>;
  /** Measures again and again, and calls `onExceeded` once there is more than may be. Returns what ends that. */
  start(onExceeded: (usedBytes: number) => void): () => void;
}

export function watchStorage(folder: string, limitBytes: number): StorageWatch {
  const usedBytes = () => folderBytes(folder);
  const keepLooking = async (onExceeded: (usedBytes: number) => void, signal: AbortSignal) => {
    let pauseMs = INTERVAL_MS;
    while (await isStillOn(pauseMs, signal)) {
      const startMs = performance.now();
      const bytes = await usedBytes();
      if (bytes > limitBytes && !signal.aborted) return onExceeded(bytes);
      pauseMs = Math.max(INTERVAL_MS, (performance.now() - startMs) * PAUSE_FACTOR);
    }
  };
  return {
    usedBytes,
    start(onExceeded) {
      const end = new AbortController();
      void keepLooking(onExceeded, end.signal);
      return () => end.abort();
    },
  };
}

/** False when the signal is aborted within the pause. */
async function isStillOn(pauseMs: number, signal: AbortSignal): Promise<boolean> {
  await delay(pauseMs, undefined, { signal }).catch(() => {});
  return !signal.aborted;
}

/** Nothing for what is deleted meanwhile. */
async function folderBytes(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    // One after the other: a function that runs on the same disk is not to be held up.
    bytes += entry.isDirectory() ? await folderBytes(path) : await fileBytes(path);
  }
  return bytes;
}

async function fileBytes(path: string): Promise<number> {
  return lstat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
