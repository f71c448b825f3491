import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { packageFile } from "./package-file.ts";

/** How a process has ended, or that it has answered and is about to. */
export interface ProcessEnd {
  /** What it wrote on its file descriptor 3 until it closed it. */
  readonly text: string;
  /** Both are null where it has answered. */
  readonly signal: NodeJS.Signals | null;
  readonly status: number | null;
  /** Why it could not be started. */
  readonly error?: string;
}

/** A process that runs already, and waits for what it is to do. It ends with this process at the latest. */
export interface PreparedProcess {
  /**
   * Hands it a text on its stdin, once. This thread goes on; the function that it gets waits for the end of the process, without an event
   * loop. It gives undefined where the process could not be started.
   */
  ask(question: string): () => ProcessEnd | undefined;
}

/** What {@link SCRIPT} is given. */
export interface RelayData {
  readonly args: readonly string[];
  readonly port: MessagePort;
  /** One of {@link STAGES}, which waiting threads are told of, and the id of the process. */
  readonly stage: Int32Array;
  readonly stages: typeof STAGES;
}

const SCRIPT = packageFile("packaging/process-relay.mjs");
const STAGES = { starting: 0, running: 1, ended: 2 } as const;

/** A thread and a process that have not started by then will not do so at all. */
const MAX_START_MS = 10_000;

/** Starts Node.js with arguments, from another thread, so that this one needs no event loop to be told of its end. */
export function prepareProcess(args: readonly string[]): PreparedProcess {
  const { port1: own, port2: port } = new MessageChannel();
  const stage = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  const workerData: RelayData = { args, port, stage, stages: STAGES };
  const worker = new Worker(SCRIPT, { workerData, transferList: [port], execArgv: [] });
  worker.on("error", () => {}); // then it never runs
  worker.unref();
  own.unref();
  process.once("exit", () => endIfRunning(stage));
  return {
    ask(question) {
      own.postMessage(question);
      return () => {
        if (Atomics.wait(stage, 0, STAGES.starting, MAX_START_MS) === "timed-out") return undefined;
        Atomics.wait(stage, 0, STAGES.running);
        const end = receiveMessageOnPort(own) as { readonly message: ProcessEnd } | undefined;
        return end?.message;
      };
    },
  };
}

/** Nobody would be there for what it does. */
function endIfRunning(stage: Int32Array): void {
  if (stage[0] !== STAGES.running) return;
  try {
    process.kill(stage[1] as number);
  } catch {
    // It has ended meanwhile.
  }
}
