import { randomUUID } from "node:crypto";
import { nextChildAttempt } from "./child-attempt.ts";
import { type ChildExecution, childArn, type UnendedChild } from "./child-execution.ts";
import { innerPlace } from "./inner-branch.ts";
import { isJsonObject } from "./json-value.ts";
import { finalChild, type MapRunAttempt } from "./map-run-attempt.ts";
import { recordWork } from "./record-work.ts";
import { mapResult } from "./result-writer.ts";
import { runChild } from "./run-child.ts";
import { runTogether } from "./run-together.ts";
import type { StateRun } from "./state-run.ts";
import { StatesError } from "./states-error.ts";
import { toleratedFailures } from "./tolerated-failures.ts";

/** AWS runs up to 10,000 children at once; on one machine no more than this make sense. */
const MOST_CHILDREN_AT_ONCE = 1000;

/**
 * Runs a child execution for each input and gives the state's result. As many may fail as the state puts up with; one more
 * fails it, and stops those that run: "Setting failure thresholds for Distributed Map states in Step Functions". An attempt that follows
 * another one runs those again that did not succeed.
 */
export async function runChildren(
  run: StateRun,
  attempt: MapRunAttempt,
  maxConcurrency: number,
): Promise<unknown> {
  const { mapRun, inputs, redriveCount } = attempt;
  const { name: stateName, signal, trail } = run;
  const { clock, progress } = run.machine;
  const tolerated = await toleratedFailures(run, inputs.length);
  const limit =
    maxConcurrency === 0 ? MOST_CHILDREN_AT_ONCE : Math.min(maxConcurrency, MOST_CHILDREN_AT_ONCE);
  let failures = 0;
  const jobs = inputs.map((input, index) => async (siblings: AbortSignal) => {
    const child =
      finalChild(attempt, index, clock.nowMs()) ?? (await tryChild(run, attempt, { index, input, siblings }));
    if (child.status === "FAILED") failures += 1;
    if (failures > tolerated) throw thresholdExceeded();
    return child;
  });
  progress?.reachMapRun(innerPlace(run), attempt);
  const started = { mapRunArn: mapRun.arn, ...(redriveCount > 0 && { redriveCount }) };
  const first = redriveCount === 0 ? "Started" : "Redriven";
  return recordWork(trail, { work: "MapRun", first, stateName, started, signal }, async () => {
    const children = await runTogether(jobs, limit, signal).catch(async (thrown) => {
      // Also where the run as a whole has failed it is written down what became of each child.
      if (isExported(run) && thrown instanceof StatesError) {
        await mapResult(run, mapRun, endedAndOthers(attempt, clock.nowMs()));
      }
      throw thrown;
    });
    return mapResult(run, mapRun, children);
  });
}

interface Place {
  readonly index: number;
  readonly input: unknown;
  readonly siblings: AbortSignal;
}

async function tryChild(
  run: StateRun,
  { mapRun, children }: MapRunAttempt,
  { index, input, siblings }: Place,
): Promise<ChildExecution> {
  const attempt = nextChildAttempt(run, children[index]);
  children[index] = attempt;
  const child = await runChild(run, { mapRun, attempt, input, signal: siblings });
  // Of a child that is done only the result is needed.
  if (child.status === "SUCCEEDED") children[index] = { ...attempt, progress: undefined, events: undefined };
  return child;
}

function endedAndOthers(
  { mapRun, inputs, children }: MapRunAttempt,
  stopMs: number,
): readonly (ChildExecution | UnendedChild)[] {
  return inputs.map((input, index) => {
    const child = children[index];
    if (child?.ended !== undefined) return child.ended;
    const { name = randomUUID(), startMs, redriveCount = 0 } = child ?? {};
    const { stateMachineArn } = mapRun;
    const about = { executionArn: childArn(mapRun, name), stateMachineArn, name, input, redriveCount };
    return startMs === undefined
      ? { ...about, status: "PENDING" }
      : { ...about, status: "ABORTED", startMs, stopMs };
  });
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
