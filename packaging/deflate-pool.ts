import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { deflateSync } from "fflate";
import { packageFile } from "./package-file.ts";

/** About as small as the highest level on bundles, and a little faster. Other levels give other bytes. */
const LEVEL = 6;

/** What a worker is sent. */
export interface DeflateQuestion {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly level: typeof LEVEL;
}

/** What it answers. */
export interface DeflateAnswer {
  readonly id: number;
  readonly deflated: Uint8Array<ArrayBuffer>;
}

const SCRIPT = packageFile("packaging/deflate-worker.mjs");

interface Job {
  readonly question: DeflateQuestion;
  readonly resolve: (deflated: Uint8Array) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly jobs: Map<number, Job>;
}

/** More do not help: a few sets of packages are left when the bundling is done. */
const MAX_THREADS = 4;

/** Threads that deflate. They end with the process, and keep it alive only while they are at work. */
export interface DeflatePool {
  /** Never rejects: what no thread can do is done here. */
  deflate(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Threads are started as they are needed, by default at most one for each CPU but the one that this thread keeps busy. */
export function createDeflatePool(
  maxThreads: number = Math.max(1, Math.min(MAX_THREADS, availableParallelism() - 1)),
  script: URL = SCRIPT,
): DeflatePool {
  const threads: Thread[] = [];
  let lastId = 0;
  let isBroken = false;

  const startThread = (): Thread => {
    const worker = new Worker(script, { execArgv: [] });
    const thread: Thread = { worker, jobs: new Map() };
    worker.unref();
    worker.on("message", ({ id, deflated }: DeflateAnswer) => {
      const job = thread.jobs.get(id);
      thread.jobs.delete(id);
      if (thread.jobs.size === 0) worker.unref();
      job?.resolve(deflated);
    });
    worker.on("error", () => {
      isBroken = true;
      for (const job of thread.jobs.values()) job.resolve(deflateHere(job.question.bytes));
      thread.jobs.clear();
    });
    threads.push(thread);
    return thread;
  };

  const leastBusy = (): Thread => {
    const [first] = [...threads].sort((a, b) => a.jobs.size - b.jobs.size);
    return first === undefined || (first.jobs.size > 0 && threads.length < maxThreads)
      ? startThread()
      : first;
  };

  return {
    deflate(bytes) {
      lastId += 1;
      if (isBroken) return Promise.resolve(deflateHere(bytes));
      const question = { id: lastId, bytes, level: LEVEL } as const;
      const { worker, jobs } = leastBusy();
      return new Promise((resolve) => {
        jobs.set(question.id, { question, resolve });
        worker.ref();
        worker.postMessage(question);
      });
    },
  };
}

/**
 * Deflates on this thread. Not by node:zlib: its bytes depend on the zlib that Node was built with, and some distributions
 * take their own.
 */
export function deflateHere(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes, { level: LEVEL });
}
