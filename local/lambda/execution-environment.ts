import { type EnvironmentMessage, endOfLogs } from "./environment-message.ts";
import { newLogStreamName, newTraceId } from "./environment-names.ts";
import { startEnvironmentProcess } from "./environment-process.ts";
import type { EnvironmentProgram } from "./environment-program.ts";
import { environmentVariablesOf, type Surroundings } from "./environment-variables.ts";
import { type InvocationOutcome, invocationOutcome, type StartedProcess } from "./invocation-outcome.ts";
import { exitFailure, type LambdaFailure, timeoutFailure } from "./lambda-failure.ts";
import type { LambdaSpec } from "./lambda-spec.ts";
import {
  MEMORY_ALLOWANCE_MB,
  MEMORY_INTERVAL_MS,
  type MemoryWatch,
  memoryReaderOf,
  watchMemory,
} from "./memory-watch.ts";
import { nodeProgram } from "./node-program.ts";
import { createTemporaryFolder } from "./temporary-folder.ts";

/** What the init phase may take before it has failed ("Understanding the Lambda execution environment lifecycle"). */
const INIT_SECONDS = 10;

export interface ExecutionEnvironmentOptions {
  readonly surroundings: Surroundings;
  readonly onLog: (requestId: string, text: string) => void;
  /** Default: that for Node.js. */
  readonly program?: EnvironmentProgram;
  /** Default: 10, as in Lambda. */
  readonly initSeconds?: number;
  /** Whether the process is asked for its resident size. Default: only where that cannot be read from outside. */
  readonly reportsMemory?: boolean;
}

export interface EnvironmentRequest {
  readonly requestId: string;
  readonly eventJson: string;
  readonly signal?: AbortSignal | undefined;
}

export interface EnvironmentAnswer {
  readonly result: { readonly json: string } | { readonly failure: LambdaFailure };
  /** Of the handler alone: without the start of the process and the init phase. */
  readonly durationMs: number;
  /** The largest resident size since the process started. */
  readonly peakBytes: number;
}

/** One process that runs one function, one invocation at a time. */
export interface ExecutionEnvironment {
  /** False after a timeout, a crash or a stop: it takes no further invocation. */
  isAlive(): boolean;
  /** @throws the signal's reason when that is aborted; the process is gone then. */
  run(request: EnvironmentRequest): Promise<EnvironmentAnswer>;
  /** Kills the process; resolves when it is gone. */
  stop(): Promise<void>;
}

export async function startExecutionEnvironment(
  spec: LambdaSpec,
  options: ExecutionEnvironmentOptions,
): Promise<ExecutionEnvironment> {
  let requestId = "";
  const temporary = createTemporaryFolder();
  const logStreamName = newLogStreamName(spec);
  const variables = environmentVariablesOf(spec, options.surroundings, {
    logStreamName,
    temporaryFolder: temporary.path,
  });
  const start = () =>
    startProcess(spec, {
      ...options,
      variables,
      onLine: (line) => options.onLog(requestId, line),
    });
  let started = await start().catch((error) => {
    temporary.remove();
    throw error;
  });
  let isStopped = false;
  const stop = async () => {
    isStopped = true;
    const killed = started.child.kill();
    temporary.remove();
    await killed;
    temporary.remove();
  };
  const invoke = async (request: EnvironmentRequest, initSeconds?: number) => {
    const { child, memory } = started;
    const allOutput = child.outputUntil(endOfLogs(requestId));
    const ended = await invocationOutcome(started, {
      functionArn: spec.invokedArn ?? spec.arn,
      logStreamName,
      timeoutSeconds: spec.timeoutSeconds,
      traceId: newTraceId(),
      ...(initSeconds !== undefined && { initSeconds }),
      ...request,
    });
    return ended && { ...ended, peakBytes: memory.peakBytes(), allOutput };
  };
  /** As Lambda does: an init phase that has failed runs once more, and takes the invocation's time. */
  const invokeAgain = async (request: EnvironmentRequest) => {
    await started.child.kill();
    if (!isStopped) started = await start();
    if (isStopped) await started.child.kill();
    return invoke(request);
  };

  return {
    isAlive: () => !isStopped && started.child.isAlive(),
    stop,
    async run(request) {
      requestId = request.requestId;
      const first = await invoke(request, options.initSeconds ?? INIT_SECONDS);
      const ended = first ?? (await invokeAgain(request));
      if (ended === undefined) throw new Error("An init phase without a limit has no end of its own.");
      const { durationMs, peakBytes } = ended;
      const outcome = isOutOfMemory(ended.outcome, peakBytes, spec) ? KILLED : ended.outcome;
      if (endsProcess(outcome)) await stop();
      await ended.allOutput;
      if (outcome.kind === "abort") throw request.signal?.reason;
      return { result: resultOf(outcome, requestId, spec), durationMs, peakBytes };
    },
  };
}

const KILLED: InvocationOutcome = { kind: "exit", exit: "SIGKILL" };

/** Whether Lambda would have ended the process before that. */
function isOutOfMemory(outcome: InvocationOutcome, peakBytes: number, spec: LambdaSpec): boolean {
  // A response that took more memory than the function has comes too late in Lambda.
  if (outcome.kind === "response") return peakBytes > limitBytesOf(spec);
  // V8 gives up when its heap is full; without the allowance that is too late too.
  return outcome.kind === "exit" && outcome.exit === "SIGABRT" && peakBytes > spec.memoryMb * 1024 ** 2;
}

function limitBytesOf({ memoryMb }: LambdaSpec): number {
  return (memoryMb + MEMORY_ALLOWANCE_MB) * 1024 ** 2;
}

interface StartOptions extends ExecutionEnvironmentOptions {
  readonly variables: Readonly<Record<string, string>>;
  readonly onLine: (line: string) => void;
}

async function startProcess(spec: LambdaSpec, options: StartOptions): Promise<StartedProcess> {
  const { variables, onLine } = options;
  let report: (outcome: InvocationOutcome) => void = () => {};
  let memory: MemoryWatch | undefined;
  let setReady = () => {};
  const ready = new Promise<void>((resolve) => {
    setReady = resolve;
  });
  const onMessage = (message: EnvironmentMessage) => {
    if (message.kind === "ready") setReady();
    else if (message.kind === "memory") memory?.report(message.rssBytes);
    else report(message);
  };
  const { taskRoot, runtime, handler } = spec;
  const { program = nodeProgram(spec) } = options;
  const child = await startEnvironmentProcess({ program, taskRoot, variables, onLine, onMessage });
  const reader = options.reportsMemory ? undefined : memoryReaderOf(child.pid);
  memory = watchMemory(limitBytesOf(spec), reader);
  const memoryReport = reader === undefined ? { memoryReportMs: MEMORY_INTERVAL_MS } : {};
  const { python } = program;
  child.send({ kind: "start", taskRoot, runtime, handler, ...memoryReport, ...(python && { python }) });
  const listen = (listener: (outcome: InvocationOutcome) => void) => {
    report = listener;
  };
  return { child, memory, ready, listen };
}

function endsProcess(outcome: InvocationOutcome): boolean {
  return outcome.kind === "failure" ? outcome.isFatal : outcome.kind !== "response";
}

function resultOf(
  outcome: Exclude<InvocationOutcome, { kind: "abort" }>,
  requestId: string,
  { timeoutSeconds }: LambdaSpec,
): EnvironmentAnswer["result"] {
  switch (outcome.kind) {
    case "response":
      return { json: outcome.json };
    case "failure":
      return { failure: outcome.failure };
    case "exit":
      return { failure: exitFailure(requestId, outcome.exit) };
    case "timeout":
      return { failure: timeoutFailure(requestId, timeoutSeconds) };
  }
}
