import { readFileSync } from "node:fs";

/** How often the resident size of a process is looked at while it runs an invocation. */
export const MEMORY_INTERVAL_MS = 25;

/**
 * What a process may hold beyond the function's memory, in MB: on a laptop Node.js itself takes more than in Lambda,
 * since each further CPU adds threads and allocation arenas. A function that is near its limit is not killed by that.
 */
export const MEMORY_ALLOWANCE_MB = 64;

/** What a process of a function with this memory may hold. */
export function memoryLimitBytes(memoryMb: number): number {
  return (memoryMb + MEMORY_ALLOWANCE_MB) * 1024 ** 2;
}

/** The resident size of one process. */
export interface MemoryWatch {
  /** The highest size so far, in bytes. */
  peakBytes(): number;
  /** What the process tells of itself, where this process cannot look. */
  report(rssBytes: number): void;
  /** Looks again and again, and calls `onExceeded` once the limit is passed. Returns what ends that. */
  start(onExceeded: () => void): () => void;
}

/** Reads the highest resident size of a process so far, in bytes. */
export type MemoryReader = () => number | undefined;

/** A reader for another process, or undefined where a process cannot see that: everywhere but on Linux. */
export function memoryReaderOf(pid: number): MemoryReader | undefined {
  const read = () => highWaterMarkOf(pid);
  return read() === undefined ? undefined : read;
}

/** Without a reader the process must report what it holds. */
export function watchMemory(limitBytes: number, read: MemoryReader | undefined): MemoryWatch {
  let peakBytes = 0;
  let onPeak = () => {};
  const note = (bytes: number) => {
    peakBytes = Math.max(peakBytes, bytes);
    if (peakBytes > limitBytes) onPeak();
  };
  const look = () => note(read?.() ?? 0);
  return {
    peakBytes() {
      look();
      return peakBytes;
    },
    report: note,
    start(onExceeded) {
      onPeak = onExceeded;
      const timer = setInterval(look, MEMORY_INTERVAL_MS);
      return () => {
        onPeak = () => {};
        clearInterval(timer);
      };
    },
  };
}

/** As the kernel keeps it: a peak between two looks counts too. */
function highWaterMarkOf(pid: number): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
