import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { UserError } from "../../reporting/user-error.ts";
import { createEnvironmentPool } from "./environment-pool.ts";
import { createEnvironmentPrograms } from "./environment-program.ts";
import {
  type EnvironmentAnswer,
  type ExecutionEnvironment,
  startExecutionEnvironment,
} from "./execution-environment.ts";
import { MAX_RESPONSE_BYTES, responseSizeFailure } from "./lambda-failure.ts";
import type { LambdaSpec } from "./lambda-spec.ts";
import { refuseTooLarge } from "./request-too-large-error.ts";
import { createReservedConcurrency } from "./reserved-concurrency.ts";
import { runtimeLanguage } from "./runtime-language.ts";

export type { LambdaSpec } from "./lambda-spec.ts";

export interface Invocation {
  /** The value of the response, or what failed: a LambdaFailure. */
  readonly payload: unknown;
  /** `Unhandled` when the function failed. */
  readonly functionError?: string;
  readonly requestId: string;
  /** Of the handler alone: without the start of the process and the init phase. */
  readonly durationMs: number;
  readonly isColdStart: boolean;
  /** The largest resident size of the process since it started. */
  readonly maxRssMb: number;
}

export interface LogEntry {
  readonly functionName: string;
  readonly requestId: string;
  readonly text: string;
}

export interface LambdaRuntimeOptions {
  /** The SDK's suffix of a service → its endpoint: `S3` is set as `AWS_ENDPOINT_URL_S3`. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly region: string;
  readonly accountId: string;
  /**
   * Processes at once, over all functions; further invocations wait, and a function that calls another one
   * keeps its place meanwhile. Default: the number of CPUs and one more.
   */
  readonly maxEnvironments?: number;
  /** Called with each line that a function writes to stdout or stderr. */
  readonly onLog?: (entry: LogEntry) => void;
  /** Called with each line that Lambda itself adds to a function's log, in order with those for `onLog`. */
  readonly onSystemLog?: (entry: LogEntry) => void;
  /** Gets a line when packages are installed, and when a function runs on another Python than in Lambda. Default: stderr. */
  readonly report?: (line: string) => void;
  /** Where `PATH`, `TERRALOOM_PYTHON` and the settings of pip are taken from. Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs functions in child processes, as "Understanding the Lambda execution environment lifecycle" describes it. */
export interface LambdaRuntime {
  /**
   * Calls the function and waits for its response. What fails inside the function is told by the invocation.
   *
   * @param requestId that of the retries of one event. Default: a new one.
   * @throws RequestTooLargeError for an event over 6 MB, TooManyRequestsError where the function's reserved concurrency is
   *   used up, UserError when the function's folder is missing or this machine
   *   cannot run it, the signal's reason when it is aborted (the process is killed), an error when the runtime is closed.
   */
  invoke(spec: LambdaSpec, event: unknown, signal?: AbortSignal, requestId?: string): Promise<Invocation>;
  /** Ends the processes of a function that is not called any more: idle ones now, those at work once they are done. */
  retire(spec: LambdaSpec): Promise<void>;
  /** Kills all processes, those at work too, and resolves when they are gone. */
  close(): Promise<void>;
}

export function createLambdaRuntime(options: LambdaRuntimeOptions): LambdaRuntime {
  const pool = createEnvironmentPool<ExecutionEnvironment>(maxEnvironmentsOf(options));
  const concurrency = createReservedConcurrency();
  const closing = new AbortController();
  const closeNow = () => {
    const reason = new Error("The Lambda runtime is closed.");
    closing.abort(reason);
    return pool.close(reason);
  };
  // An exit without close(), by an error or a signal handler, must leave no process behind either.
  process.on("exit", closeNow);

  const { report = toStderr, env = process.env } = options;
  const programOf = createEnvironmentPrograms({ report, env, signal: closing.signal });
  const start = async (spec: LambdaSpec) => {
    const told = (onEntry: ((entry: LogEntry) => void) | undefined) => (requestId: string, text: string) =>
      onEntry?.({ functionName: spec.name, requestId, text });
    const logs = { onLog: told(options.onLog), onSystemLog: told(options.onSystemLog) };
    const program = await programOf(spec).catch((error) => {
      throw closing.signal.aborted ? closing.signal.reason : error;
    });
    return startExecutionEnvironment(spec, { surroundings: options, ...logs, program });
  };

  return {
    async invoke(spec, event, signal, requestId = randomUUID()) {
      const eventJson = event === undefined ? "{}" : JSON.stringify(event);
      refuseTooLarge(eventJson, "RequestResponse");
      refuseForeignRuntime(spec);
      refuseMissingFolder(spec);
      const end = concurrency.begin(spec);
      const invocation = pool.use({
        key: keyOf(spec),
        signal,
        start: () => start(spec),
        run: async (environment, isColdStart) => {
          const answer = await environment.run({ requestId, eventJson, signal });
          return { ...responseOf(answer), ...measuresOf(answer), requestId, isColdStart };
        },
      });
      return invocation.finally(end);
    },
    retire: (spec) => pool.retire(keyOf(spec)),
    async close() {
      await closeNow();
      process.off("exit", closeNow);
    },
  };
}

function keyOf(spec: LambdaSpec): string {
  return JSON.stringify(spec);
}

function maxEnvironmentsOf({ maxEnvironments }: LambdaRuntimeOptions): number {
  if (maxEnvironments === undefined) return availableParallelism() + 1;
  if (Number.isInteger(maxEnvironments) && maxEnvironments >= 1) return maxEnvironments;
  throw new UserError({
    at: "maxEnvironments",
    expected: "a whole number of at least 1",
    found: String(maxEnvironments),
    advice: "Leave it out for one process more than the machine has CPUs.",
  });
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}

function refuseForeignRuntime({ name, runtime }: LambdaSpec): void {
  if (runtimeLanguage(runtime) !== undefined) return;
  throw new UserError({
    at: name,
    expected: "a function for Node.js or Python, which the local run can call",
    found: runtime === "container image" ? `a ${runtime}` : `one for ${runtime}`,
    advice: "Try that one in AWS, or leave out what calls it.",
  });
}

function refuseMissingFolder({ name, taskRoot }: LambdaSpec): void {
  if (existsSync(taskRoot)) return;
  throw new UserError({
    at: name,
    expected: `the unpacked function in ${taskRoot}`,
    found: "no such folder",
    advice: "Synthesize the app again.",
  });
}

function responseOf({ result }: EnvironmentAnswer): Pick<Invocation, "payload" | "functionError"> {
  if ("failure" in result) return { payload: result.failure, functionError: "Unhandled" };
  if (Buffer.byteLength(result.json) <= MAX_RESPONSE_BYTES) return { payload: JSON.parse(result.json) };
  return { payload: responseSizeFailure(), functionError: "Unhandled" };
}

function measuresOf({
  durationMs,
  peakBytes,
}: EnvironmentAnswer): Pick<Invocation, "durationMs" | "maxRssMb"> {
  return { durationMs, maxRssMb: Math.ceil(peakBytes / 1024 ** 2) };
}
