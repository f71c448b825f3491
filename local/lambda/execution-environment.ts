import { createEnvironmentLog, type EnvironmentLogOptions } from "./environment-log.ts";
import { endOfLogs } from "./environment-message.ts";
import { newLogStreamName, newTraceId } from "./environment-names.ts";
import type { EnvironmentProgram } from "./environment-program.ts";
import { environmentVariablesOf, type Surroundings } from "./environment-variables.ts";
import { type InvocationOutcome, invocationOutcome } from "./invocation-outcome.ts";
import { judgedOutcome } from "./judged-outcome.ts";
import { exitFailure, type LambdaFailure, timeoutFailure } from "./lambda-failure.ts";
import { type LambdaSpec, storageLimitBytes } from "./lambda-spec.ts";
import { startProcess } from "./started-process.ts";
import { storageFailure } from "./storage-failure.ts";
import { watchStorage } from "./storage-watch.ts";
import { createTemporaryFolder } from "./temporary-folder.ts";

/** What the init phase may take before it has failed ("Understanding the Lambda execution environment lifecycle"). */
const INIT_SECONDS = 10;

export interface ExecutionEnvironmentOptions extends EnvironmentLogOptions {
  readonly surroundings: Surroundings;
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
  const log = createEnvironmentLog(spec, options);
  const temporary = createTemporaryFolder();
  const storage = watchStorage(temporary.path, storageLimitBytes(spec));
  const logStreamName = newLogStreamName(spec);
  const variables = environmentVariablesOf(spec, options.surroundings, {
    logStreamName,
    temporaryFolder: temporary.path,
  });
  const start = () => startProcess(spec, { ...options, variables, onLine: log.write });
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
    let call: { readonly initMs: number; readonly allOutput: Promise<void> } | undefined;
    const ended = await invocationOutcome(started, {
      functionArn: spec.invokedArn ?? spec.arn,
      logStreamName,
      timeoutSeconds: spec.timeoutSeconds,
      traceId: newTraceId(),
      storage,
      ...(initSeconds !== undefined && { initSeconds }),
      onStart(initMs) {
        call = { initMs, allOutput: child.outputUntil(endOfLogs(request.requestId)) };
        log.start();
      },
      ...request,
    });
    return ended && { ...ended, peakBytes: memory.peakBytes(), call };
  };
  /** As Lambda does: an init phase that has failed runs once more, and takes the invocation's time. */
  const invokeAgain = async (request: EnvironmentRequest) => {
    await started.child.kill();
    if (!isStopped) started = await start();
    if (isStopped) await started.child.kill();
    return invoke(request);
  };
  let isCold = true;

  return {
    isAlive: () => !isStopped && started.child.isAlive(),
    stop,
    async run(request) {
      log.begin(request.requestId);
      const first = await invoke(request, options.initSeconds ?? INIT_SECONDS);
      const ended = first ?? (await invokeAgain(request));
      if (ended === undefined) throw new Error("An init phase without a limit has no end of its own.");
      const { call, durationMs, peakBytes } = ended;
      const outcome = await judgedOutcome(ended.outcome, peakBytes, storage, spec);
      if (endsProcess(outcome)) await stop();
      await call?.allOutput;
      if (outcome.kind === "abort") throw request.signal?.reason;
      const initMs = isCold && first !== undefined ? call?.initMs : undefined;
      isCold = false;
      log.end({ outcome, isStarted: call !== undefined, durationMs, initMs, peakBytes });
      return { result: resultOf(outcome, request.requestId, spec), durationMs, peakBytes };
    },
  };
}

function endsProcess(outcome: InvocationOutcome): boolean {
  return outcome.kind === "failure" ? outcome.isFatal : outcome.kind !== "response";
}

function resultOf(
  outcome: Exclude<InvocationOutcome, { kind: "abort" }>,
  requestId: string,
  spec: LambdaSpec,
): EnvironmentAnswer["result"] {
  switch (outcome.kind) {
    case "response":
      return { json: outcome.json };
    case "failure":
      return { failure: outcome.failure };
    case "exit":
      return { failure: exitFailure(requestId, outcome.exit) };
    case "storage":
      return { failure: storageFailure(requestId, outcome.usedBytes, spec) };
    case "timeout":
      return { failure: timeoutFailure(requestId, spec.timeoutSeconds) };
  }
}
