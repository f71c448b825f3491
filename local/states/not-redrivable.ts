import { allStates } from "./all-states.ts";
import { MOST_EVENTS } from "./history.ts";
import { isDistributed } from "./is-distributed.ts";
import type { ExecutionResult, StateMachine } from "./run-state-machine.ts";

/**
 * Why an execution cannot be redriven, in the words of "DescribeExecution"; undefined where it can. Follows "Redrive eligibility for
 * unsuccessful executions", without what depends on the time.
 *
 * @param ended undefined while it runs
 */
export function notRedrivable(
  { definition, type }: StateMachine,
  ended: ExecutionResult | undefined,
): string | undefined {
  if (type === "EXPRESS") return "Execution is of type EXPRESS and cannot be redriven";
  const status = ended?.status ?? "RUNNING";
  if (ended === undefined || status === "SUCCEEDED") return `Execution is ${status} and cannot be redriven`;
  // One event for the redrive, and one for its end.
  if (ended.events.length > MOST_EVENTS - 2) return "Execution history event limit exceeded";
  // Its children are not kept, so that nobody knows which of them have failed.
  const map = allStates(definition).find(({ state }) => isDistributed(state));
  if (map === undefined) return undefined;
  return `Execution has the distributed Map state ${map.name}, which only AWS redrives`;
}
