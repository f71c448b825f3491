import { randomUUID } from "node:crypto";
import {
  type ChildExecution,
  childArn,
  childContext,
  type MapRun,
  mapRunOf,
  type UnendedChild,
} from "./child-execution.ts";
import { createHistory } from "./history.ts";
import type { HistoryEvent } from "./history-event.ts";
import { isJsonObject } from "./json-value.ts";
import { recordWork } from "./record-work.ts";
import { mapResult } from "./result-writer.ts";
import { runTogether } from "./run-together.ts";
import { createScope } from "./scope.ts";
import type { StateRun } from "./state-run.ts";
import { StatesError } from "./states-error.ts";
import { toleratedFailures } from "./tolerated-failures.ts";

/** AWS runs up to 10,000 children at once; on one machine no more than this make sense. */
const MOST_CHILDREN_AT_ONCE = 1000;

/**
 * Starts a child execution for each input and gives the state's result. As many may fail as the state puts up with; one more
 * fails it, and stops those that run: "Setting failure thresholds for Distributed Map states in Step Functions".
 */
export async function runChildren(
  run: StateRun,
  inputs: readonly unknown[],
  maxConcurrency: number,
): Promise<unknown> {
  const mapRun = mapRunOf(run, randomUUID());
  const tolerated = await toleratedFailures(run, inputs.length);
  const { name: stateName, signal, trail } = run;
  const limit =
    maxConcurrency === 0 ? MOST_CHILDREN_AT_ONCE : Math.min(maxConcurrency, MOST_CHILDREN_AT_ONCE);
  const ended: ChildExecution[] = [];
  const startsMs: number[] = [];
  let failures = 0;
  const jobs = inputs.map((input, index) => async (siblings: AbortSignal) => {
    startsMs[index] = run.machine.clock.nowMs();
    const child = await runChild(run, mapRun, input, siblings);
    ended[index] = child;
    if (child.status === "FAILED") failures += 1;
    if (failures > tolerated) throw thresholdExceeded();
    return child;
  });
  const started = { mapRunArn: mapRun.arn };
  return recordWork(trail, { work: "MapRun", stateName, started, signal }, async () => {
    const children = await runTogether(jobs, limit, signal).catch(async (thrown) => {
      // Also where the run as a whole has failed it is written down what became of each child.
      if (isExported(run) && thrown instanceof StatesError) {
        const stopMs = run.machine.clock.nowMs();
        const all = inputs.map((input, at) => ended[at] ?? unended(mapRun, input, startsMs[at], stopMs));
        await mapResult(run, mapRun, all);
      }
      throw thrown;
    });
    return mapResult(run, mapRun, children);
  });
}

function unended(mapRun: MapRun, input: unknown, startMs: number | undefined, stopMs: number): UnendedChild {
  const name = randomUUID();
  const { stateMachineArn } = mapRun;
  const about = { executionArn: childArn(mapRun, name), stateMachineArn, name, input };
  return startMs === undefined
    ? { ...about, status: "PENDING" }
    : { ...about, status: "ABORTED", startMs, stopMs };
}

function isExported({ state: { ResultWriter } }: StateRun): boolean {
  return isJsonObject(ResultWriter) && ResultWriter.Resource !== undefined;
}

/** One child more has failed than the state puts up with. */
export function thresholdExceeded(): StatesError {
  return new StatesError(
    "States.ExceedToleratedFailureThreshold",
    "The specified tolerated failure threshold was exceeded",
  );
}

/** Runs one child to its end. It has variables and a history of its own. */
async function runChild(
  run: StateRun,
  mapRun: MapRun,
  input: unknown,
  signal: AbortSignal,
): Promise<ChildExecution> {
  const { machine, state } = run;
  const { clock } = machine;
  const name = randomUUID();
  // Its events are for whoever watches; ten thousand children would fill the memory with them.
  const events: HistoryEvent[] | undefined = machine.onChildExecution && [];
  const trail = createHistory({ clock, onEvent: (event) => events?.push(event) });
  const startMs = clock.nowMs();
  const about = {
    executionArn: childArn(mapRun, name),
    stateMachineArn: mapRun.stateMachineArn,
    name,
    input,
  };
  const ended = (end: Pick<ChildExecution, "status" | "output" | "error" | "cause">): ChildExecution => {
    const child = { ...about, ...end, startMs, stopMs: clock.nowMs() };
    machine.onChildExecution?.(child, events ?? []);
    return child;
  };
  trail.record("ExecutionStarted", undefined, { input });
  try {
    const output = await machine.runBranch({
      // An execution of its own, which is redriven as a whole.
      machine: { ...machine, progress: undefined },
      definition: state.Iterator ?? state.ItemProcessor,
      input,
      scope: createScope(),
      context: childContext(run, mapRun, name, input),
      trail,
      signal,
    });
    trail.record("ExecutionSucceeded", undefined, { output });
    return ended({ status: "SUCCEEDED", output });
  } catch (thrown) {
    if (signal.aborted || !(thrown instanceof StatesError)) throw thrown;
    const { error, cause } = thrown;
    trail.record("ExecutionFailed", undefined, { error, cause });
    return ended({ status: "FAILED", error, cause });
  }
}
