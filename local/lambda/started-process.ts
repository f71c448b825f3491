import { END_OF_INIT_LOGS, type EnvironmentMessage } from "./environment-message.ts";
import { type EnvironmentProcess, startEnvironmentProcess } from "./environment-process.ts";
import type { EnvironmentProgram } from "./environment-program.ts";
import type { InvocationOutcome } from "./invocation-outcome.ts";
import type { LambdaSpec } from "./lambda-spec.ts";
import {
  MEMORY_INTERVAL_MS,
  type MemoryWatch,
  memoryLimitBytes,
  memoryReaderOf,
  watchMemory,
} from "./memory-watch.ts";
import { nodeProgram } from "./node-program.ts";

/** A process that was told to start, as an invocation sees it. */
export interface StartedProcess {
  readonly child: EnvironmentProcess;
  readonly memory: MemoryWatch;
  /**
   * Resolves when the handler is loaded, and all that was written meanwhile is forwarded. Gives how long it took to load it, in
   * milliseconds, with the start of the process.
   */
  readonly ready: Promise<number>;
  /** From now on the process's answer goes to `report`. */
  listen(report: (outcome: InvocationOutcome) => void): void;
}

export interface StartProcessOptions {
  /** Default: that for Node.js. */
  readonly program?: EnvironmentProgram;
  /** Whether the process is asked for its resident size. Default: only where that cannot be read from outside. */
  readonly reportsMemory?: boolean;
  readonly variables: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

export async function startProcess(spec: LambdaSpec, options: StartProcessOptions): Promise<StartedProcess> {
  const { program = nodeProgram(spec), variables, onLine } = options;
  const { taskRoot, runtime, handler } = spec;
  let report: (outcome: InvocationOutcome) => void = () => {};
  let memory: MemoryWatch | undefined;
  let setReady = () => {};
  const loaded = new Promise<void>((resolve) => {
    setReady = resolve;
  });
  const onMessage = (message: EnvironmentMessage) => {
    if (message.kind === "ready") setReady();
    else if (message.kind === "memory") memory?.report(message.rssBytes);
    else report(message);
  };
  const startMs = performance.now();
  const child = await startEnvironmentProcess({ program, taskRoot, variables, onLine, onMessage });
  const initOutput = child.outputUntil(END_OF_INIT_LOGS);
  const ready = loaded.then(async () => {
    const initMs = performance.now() - startMs;
    await initOutput;
    return initMs;
  });
  const reader = options.reportsMemory ? undefined : memoryReaderOf(child.pid);
  memory = watchMemory(memoryLimitBytes(spec.memoryMb), reader);
  const memoryReport = reader === undefined ? { memoryReportMs: MEMORY_INTERVAL_MS } : {};
  const { python } = program;
  child.send({ kind: "start", taskRoot, runtime, handler, ...memoryReport, ...(python && { python }) });
  const listen = (listener: (outcome: InvocationOutcome) => void) => {
    report = listener;
  };
  return { child, memory, ready, listen };
}
