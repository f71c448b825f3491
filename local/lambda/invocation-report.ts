import type { InvocationOutcome } from "./invocation-outcome.ts";
import type { LambdaSpec } from "./lambda-spec.ts";

/** What Lambda's own log says of an invocation that has ended. */
export interface InvocationReport {
  readonly requestId: string;
  /** An error that the handler throws or returns is a success: the runtime has done its work. */
  readonly status: "success" | "error" | "timeout";
  /** Of the status `error`: `Runtime.ExitError`. */
  readonly errorType?: string;
  readonly durationMs: number;
  /** Of the first invocation of an environment whose init phase was a success. */
  readonly initMs?: number;
  /** With the init phase, in whole milliseconds. */
  readonly billedMs: number;
  readonly memoryMb: number;
  /** As it was measured; it can be more than the function's memory, where Lambda has no room left. */
  readonly usedMb: number;
  /** The length of the response in bytes; 0 without one. */
  readonly producedBytes: number;
}

/** An invocation as its environment has measured it. */
export interface MeasuredInvocation {
  readonly outcome: Exclude<InvocationOutcome, { kind: "abort" }>;
  /** Whether the handler was called, or its init phase was all there was. */
  readonly isStarted: boolean;
  readonly durationMs: number;
  readonly initMs?: number | undefined;
  readonly peakBytes: number;
}

const MEGABYTE = 1024 ** 2;

export function invocationReport(
  requestId: string,
  invocation: MeasuredInvocation,
  { memoryMb, timeoutSeconds }: LambdaSpec,
): InvocationReport {
  const { outcome, initMs, peakBytes } = invocation;
  const durationMs = outcome.kind === "timeout" ? timeoutSeconds * 1000 : invocation.durationMs;
  const isOutOfMemory = peakBytes > memoryMb * MEGABYTE;
  const errorType = errorTypeOf(invocation, isOutOfMemory);
  return {
    requestId,
    status: outcome.kind === "timeout" ? "timeout" : errorType === undefined ? "success" : "error",
    ...(errorType !== undefined && { errorType }),
    durationMs,
    ...(initMs !== undefined && { initMs }),
    billedMs: Math.ceil(durationMs + (initMs ?? 0)),
    memoryMb,
    usedMb: Math.ceil(peakBytes / MEGABYTE),
    producedBytes: outcome.kind === "response" ? Buffer.byteLength(outcome.json) : 0,
  };
}

function errorTypeOf({ outcome, isStarted }: MeasuredInvocation, isOutOfMemory: boolean): string | undefined {
  switch (outcome.kind) {
    case "exit":
      return outcome.exit === "SIGKILL" && isOutOfMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError";
    case "failure":
      if (!outcome.isFatal) return undefined;
      return isStarted ? "Runtime.ExitError" : reportedErrorType(outcome.failure.errorType);
    default:
      return undefined;
  }
}

/** Names of the function's own are not passed on, as in aws/aws-lambda-runtime-interface-emulator. */
function reportedErrorType(errorType: string): string {
  return /^(Runtime|Function)\.[A-Z][a-zA-Z]+$/.test(errorType) ? errorType : "Runtime.Unknown";
}
