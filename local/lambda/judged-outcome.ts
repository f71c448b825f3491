import type { InvocationOutcome } from "./invocation-outcome.ts";
import type { LambdaSpec } from "./lambda-spec.ts";
import { memoryLimitBytes } from "./memory-watch.ts";

const KILLED: InvocationOutcome = { kind: "exit", exit: "SIGKILL" };

/** What Lambda would have made of an outcome that this machine allowed. */
export function judgedOutcome(
  outcome: InvocationOutcome,
  peakBytes: number,
  spec: LambdaSpec,
): InvocationOutcome {
  return isOutOfMemory(outcome, peakBytes, spec) ? KILLED : outcome;
}

/** Whether Lambda would have ended the process before that. */
function isOutOfMemory(outcome: InvocationOutcome, peakBytes: number, { memoryMb }: LambdaSpec): boolean {
  // A response that took more memory than the function has comes too late in Lambda.
  if (outcome.kind === "response") return peakBytes > memoryLimitBytes(memoryMb);
  // V8 gives up when its heap is full; without the allowance that is too late too.
  return outcome.kind === "exit" && outcome.exit === "SIGABRT" && peakBytes > memoryMb * 1024 ** 2;
}
