import type { InvocationOutcome } from "./invocation-outcome.ts";
import { type LambdaSpec, storageLimitBytes } from "./lambda-spec.ts";
import { memoryLimitBytes } from "./memory-watch.ts";
import type { StorageWatch } from "./storage-watch.ts";

const KILLED: InvocationOutcome = { kind: "exit", exit: "SIGKILL" };

/**
 * What Lambda would have made of an outcome that this machine allowed.
 *
 * @param peakBytes the largest resident size so far
 */
export async function judgedOutcome(
  outcome: InvocationOutcome,
  peakBytes: number,
  storage: StorageWatch,
  spec: LambdaSpec,
): Promise<InvocationOutcome> {
  if (isOutOfMemory(outcome, peakBytes, spec)) return KILLED;
  if (outcome.kind !== "response") return outcome;
  const usedBytes = await storage.usedBytes();
  return usedBytes > storageLimitBytes(spec) ? { kind: "storage", usedBytes } : outcome;
}

/** Whether Lambda would have ended the process before that. */
function isOutOfMemory(outcome: InvocationOutcome, peakBytes: number, { memoryMb }: LambdaSpec): boolean {
  // A response that took more memory than the function has comes too late in Lambda.
  if (outcome.kind === "response") return peakBytes > memoryLimitBytes(memoryMb);
  // V8 gives up when its heap is full; without the allowance that is too late too.
  return outcome.kind === "exit" && outcome.exit === "SIGABRT" && peakBytes > memoryMb * 1024 ** 2;
}
