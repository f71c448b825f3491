/** The response of a function that failed, as "Using Lambda function errors" shows it. */
export interface LambdaFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  /** The lines of the error's stack. Left out where Lambda, not the function, tells of the failure. */
  readonly trace?: readonly string[];
  /** Of a function for Python; empty where it could not be loaded. */
  readonly requestId?: string;
  /** What `trace` is for Node.js, of a function for Python. */
  readonly stackTrace?: readonly string[];
}

/** The largest event of a synchronous invocation ("Lambda quotas"). */
export const MAX_EVENT_BYTES = 6_291_456;

/** The largest response of a synchronous invocation ("Lambda quotas"), a little of it for Lambda's own envelope. */
export const MAX_RESPONSE_BYTES = 6_291_556;

const SIGNAL_TEXTS: Readonly<Record<string, string>> = {
  SIGABRT: "aborted",
  SIGBUS: "bus error",
  SIGILL: "illegal instruction",
  SIGINT: "interrupt",
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
};

export function timeoutFailure(requestId: string, timeoutSeconds: number): LambdaFailure {
  return {
    errorType: "Sandbox.Timedout",
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  };
}

/** The process ended before it answered: `exit` is its exit status or the signal that ended it. */
export function exitFailure(requestId: string, exit: number | NodeJS.Signals): LambdaFailure {
  return { errorType: "Runtime.ExitError", errorMessage: `RequestId: ${requestId} Error: ${exitText(exit)}` };
}

function exitText(exit: number | NodeJS.Signals): string {
  if (exit === 0) return "Runtime exited without providing a reason";
  const status = typeof exit === "number" ? `exit status ${exit}` : `signal: ${SIGNAL_TEXTS[exit] ?? exit}`;
  return `Runtime exited with error: ${status}`;
}

export function responseSizeFailure(): LambdaFailure {
  return {
    errorType: "Function.ResponseSizeTooLarge",
    errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  };
}
