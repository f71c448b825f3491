import { randomBytes } from "node:crypto";
import { type EnvironmentMessage, endOfLogs } from "./environment-message.ts";
import { startEnvironmentProcess } from "./environment-process.ts";
import { type EnvironmentProgram, NODE_PROGRAM } from "./environment-program.ts";
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

/** What the init phase gets before it counts as the invocation's time ("Understanding the Lambda execution environment lifecycle"). */
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
  const limitBytes = (spec.memoryMb + MEMORY_ALLOWANCE_MB) * 1024 ** 2;
  const started = await startProcess(spec, options, limitBytes, (line) => options.onLog(requestId, line));
  const { child, memory } = started;
  const invocation = {
    functionArn: spec.arn,
    logStreamName: newLogStreamName(),
    timeoutSeconds: spec.timeoutSeconds,
    initSeconds: options.initSeconds ?? INIT_SECONDS,
  };
  let isStopped = false;
  const stop = async () => {
    isStopped = true;
    await child.kill();
  };

  return {
    isAlive: () => !isStopped && child.isAlive(),
    stop,
    async run(request) {
      requestId = request.requestId;
      const allOutput = child.outputUntil(endOfLogs(requestId));
      const { outcome, durationMs } = await invocationOutcome(started, {
        ...invocation,
        ...request,
        traceId: newTraceId(),
      });
      const peakBytes = memory.peakBytes();
      const isOver = outcome.kind === "response" && peakBytes > limitBytes;
      const end: InvocationOutcome = isOver ? { kind: "exit", exit: "SIGKILL" } : outcome;
      if (endsProcess(end)) await stop();
      await allOutput;
      if (end.kind === "abort") throw request.signal?.reason;
      return { result: resultOf(end, requestId, spec), durationMs, peakBytes };
    },
  };
}

async function startProcess(
  spec: LambdaSpec,
  options: ExecutionEnvironmentOptions,
  limitBytes: number,
  onLine: (line: string) => void,
): Promise<StartedProcess> {
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
  const variables = environmentVariablesOf(spec, options.surroundings);
  const { taskRoot, handler } = spec;
  const { program = NODE_PROGRAM } = options;
  const child = await startEnvironmentProcess({ program, taskRoot, variables, onLine, onMessage });
  const reader = options.reportsMemory ? undefined : memoryReaderOf(child.pid);
  memory = watchMemory(limitBytes, reader);
  const memoryReport = reader === undefined ? { memoryReportMs: MEMORY_INTERVAL_MS } : {};
  const { python } = program;
  child.send({ kind: "start", taskRoot, handler, ...memoryReport, ...(python && { python }) });
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

function newLogStreamName(): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  return `${day}/[1]${randomHex(16)}`;
}

/** As "AWS X-Ray concepts" lays a tracing header out; nothing collects segments here. */
function newTraceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomHex(12)};Parent=${randomHex(8)};Sampled=0`;
}

function randomHex(bytes: number): string {
  return randomBytes(bytes).toString("hex");
}
