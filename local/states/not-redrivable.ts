import { MOST_EVENTS } from "./history.ts";
import type { ExecutionResult, StateMachine } from "./run-state-machine.ts";

/** "Redrive eligibility for unsuccessful executions": 14 days. */
export const REDRIVABLE_MS = 14 * 24 * 60 * 60 * 1000;

/**
 * Why an execution cannot be redriven, in the words of "DescribeExecution"; undefined where it can. Follows "Redrive eligibility for
 * unsuccessful executions", without what depends on the time.
 *
 * @param ended undefined while it runs
 */
export function notRedrivable(
  { type }: StateMachine,
  ended: ExecutionResult | undefined,
): string | undefined {
  if (type === "EXPRESS") return "Execution is of type EXPRESS and cannot be redriven";
  const status = ended?.status ?? "RUNNING";
  if (ended === undefined || status === "SUCCEEDED") return `Execution is ${status} and cannot be redriven`;
  // One event for the redrive, and one for its end.
  if (ended.events.length > MOST_EVENTS - 2) return "Execution history event limit exceeded";
  return undefined;
}
