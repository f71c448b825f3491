import { readdirSync, readFileSync } from "node:fs";

/** Short beside any contender's run, long beside the few reads that a look takes. */
const INTERVAL_MS = 40;

export interface MemoryWatch {
  /** Ends the watch: the largest resident size that any one process had, in MB; undefined where /proc is missing. */
  stop(): number | undefined;
}

/**
 * Watches a process and all that it starts. The kernel keeps each process's own peak, so that a look now and then misses
 * only what a process gained since the last one.
 */
export function watchProcessTree(rootPid: number): MemoryWatch {
  let peakKb = 0;
  const look = () => {
    for (const pid of processTree(rootPid)) peakKb = Math.max(peakKb, peakOf(pid));
  };
  const timer = setInterval(look, INTERVAL_MS);
  return {
    stop() {
      clearInterval(timer);
      return peakKb === 0 ? undefined : peakKb / 1024;
    },
  };
}

function processTree(rootPid: number): readonly number[] {
  const pids = [rootPid];
  for (const pid of pids) pids.push(...childrenOf(pid));
  return pids;
}

/** Any thread of a process may have started some of its children; each thread has a list of its own. */
function childrenOf(pid: number): readonly number[] {
  const lists = threadsOf(pid).map((thread) => readIfThere(`/proc/${pid}/task/${thread}/children`) ?? "");
  return lists.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function peakOf(pid: number): number {
  return Number(readIfThere(`/proc/${pid}/status`)?.match(/^VmHWM:\s+(\d+) kB$/m)?.[1] ?? 0);
}

/** A process may end at any time. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
