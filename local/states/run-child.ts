import type { ChildAttempt } from "./child-attempt.ts";
import { type ChildExecution, childArn, childContext, type MapRun } from "./child-execution.ts";
import { createHistory, type Trail } from "./history.ts";
import { itemProcessor } from "./item-processor.ts";
import { createScope } from "./scope.ts";
import type { StateRun } from "./state-run.ts";
import { StatesError } from "./states-error.ts";

interface Child {
  readonly mapRun: MapRun;
  readonly attempt: ChildAttempt;
  readonly input: unknown;
  readonly signal: AbortSignal;
}

/** Makes one attempt at a child execution, to its end. It has variables and a history of its own. */
export async function runChild(
  run: StateRun,
  { mapRun, attempt, input, signal }: Child,
): Promise<ChildExecution> {
  const { machine, state } = run;
  const { clock } = machine;
  const { name, progress, startMs, redriveCount, eventCount: earlierEvents } = attempt;
  const trail = historyOf(run, attempt);
  const about = {
    executionArn: childArn(mapRun, name),
    stateMachineArn: mapRun.stateMachineArn,
    name,
    input,
    redriveCount,
  };
  const ended = (end: Pick<ChildExecution, "status" | "output" | "error" | "cause">): ChildExecution => {
    const child = { ...about, ...end, startMs, stopMs: clock.nowMs() };
    attempt.ended = child;
    machine.onChildExecution?.(child, attempt.events ?? []);
    return child;
  };
  if (earlierEvents === 0) trail.record("ExecutionStarted", undefined, { input });
  else trail.record("ExecutionRedriven", undefined, { redriveCount });
  try {
    const output = await machine.runBranch({
      machine: { ...machine, progress },
      definition: itemProcessor(state),
      input,
      scope: createScope(),
      context: childContext(run, mapRun, { ...attempt, input, attemptMs: trail.lastMs() }),
      trail,
      signal,
    });
    trail.record("ExecutionSucceeded", undefined, { output });
    return ended({ status: "SUCCEEDED", output });
  } catch (thrown) {
    if (signal.aborted) trail.record("ExecutionAborted");
    if (signal.aborted || !(thrown instanceof StatesError)) throw thrown;
    const { error, cause } = thrown;
    trail.record("ExecutionFailed", undefined, { error, cause });
    return ended({ status: "FAILED", error, cause });
  }
}

function historyOf({ machine: { clock } }: StateRun, attempt: ChildAttempt): Trail {
  return createHistory({
    clock,
    earlierEvents: attempt.eventCount,
    onEvent: (event) => {
      attempt.eventCount += 1;
      attempt.events?.push(event);
    },
  });
}
