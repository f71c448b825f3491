import { callService } from "./call-service.ts";
import { createHeartbeat } from "./heartbeat.ts";
import { isPlainJson } from "./json-value.ts";
import { checkPayload } from "./payload-limit.ts";
import type { StateRun } from "./state-run.ts";
import { StatesError } from "./states-error.ts";
import type { TaskKind } from "./task-kind.ts";
import {
  recordFailed,
  recordScheduled,
  recordStarted,
  recordSubmitted,
  recordSucceeded,
} from "./task-record.ts";
import type { PendingTask } from "./task-tokens.ts";
import { untilAborted } from "./until-aborted.ts";

/** A task whose input is settled. */
export interface Task {
  readonly resource: string;
  readonly kind: TaskKind;
  readonly input: unknown;
  readonly limits: TaskLimits;
  /** Of a task that is over when its token comes back. */
  readonly pending: PendingTask | undefined;
}

/** How long a task may take; infinite where the state says nothing. */
export interface TaskLimits {
  readonly timeoutSeconds: number;
  readonly heartbeatSeconds: number;
}

/**
 * Has the work of a task done and gives what `onResult` makes of its result, which is never undefined. A callback, for what else
 * waited here would be one more promise for each task.
 */
export function performTask<T>(
  run: StateRun,
  task: Task,
  onResult: (result: unknown) => T | Promise<T>,
): Promise<T> {
  const { kind } = task;
  recordScheduled(run, task);
  const fail = (thrown: unknown): never => {
    if (thrown instanceof StatesError) recordFailed(run, kind, thrown);
    throw thrown;
  };
  return withinLimits(run, task).then((given) => {
    const result = asJsonValue(given, fail);
    checkResult(result, task, fail);
    recordSucceeded(run, kind, result);
    return onResult(result);
  }, fail);
}

/** A result as it would come over the wire; what is no JSON fails the task. */
function asJsonValue(result: unknown, fail: (failure: StatesError) => never): unknown {
  if (result === undefined) return null;
  if (isPlainJson(result)) return result;
  try {
    return JSON.parse(JSON.stringify(result));
  } catch (error) {
    const problem = String((error as Error).message).split("\n")[0];
    return fail(new StatesError("States.Runtime", `The result of the task is not valid JSON: ${problem}`));
  }
}

/** A result that is too large fails the task, which AWS calls by its function or its service then, not by its state. */
function checkResult(
  result: unknown,
  { resource, kind: { family, details } }: Task,
  fail: (failure: unknown) => never,
): void {
  try {
    checkPayload(result, String(family === "Task" ? (details.resourceType ?? resource) : resource));
  } catch (thrown) {
    fail(thrown);
  }
}

const NO_HEARTBEAT = () => {};

/** The work for as long as it may take. */
function withinLimits(run: StateRun, task: Task): Promise<unknown> {
  const { timeoutSeconds, heartbeatSeconds } = task.limits;
  return Number.isFinite(timeoutSeconds) || Number.isFinite(heartbeatSeconds)
    ? raceLimits(run, task)
    : work(run, task, { signal: run.signal, heartbeat: NO_HEARTBEAT });
}

/** The work, its timeout and its heartbeat in a race; who loses is aborted. */
async function raceLimits(run: StateRun, task: Task): Promise<unknown> {
  const { clock } = run.machine;
  const { timeoutSeconds, heartbeatSeconds } = task.limits;
  const over = new AbortController();
  const signal = AbortSignal.any([run.signal, over.signal]);
  const heartbeat = createHeartbeat(clock, heartbeatSeconds * 1000);
  task.pending?.onHeartbeat(heartbeat.beat);
  const racers = [work(run, task, { signal, heartbeat: heartbeat.beat })];
  if (Number.isFinite(timeoutSeconds)) racers.push(timeOut(run, timeoutSeconds, signal));
  if (Number.isFinite(heartbeatSeconds)) racers.push(heartbeat.watch(signal));
  try {
    return await Promise.race(racers);
  } finally {
    over.abort();
  }
}

interface Watched {
  readonly signal: AbortSignal;
  readonly heartbeat: () => void;
}

function work(run: StateRun, task: Task, watched: Watched): Promise<unknown> {
  const { resource, kind, input, pending } = task;
  const { activities } = run.machine;
  if (pending !== undefined && activities?.has(resource) === true) {
    const taskToken = pending.token;
    const onTaken = (workerName?: string) => recordStarted(run, kind, workerName, false);
    const withdraw = activities.schedule(resource, { taskToken, input, onTaken });
    return untilAborted(pending.result, watched.signal).finally(withdraw);
  }
  recordStarted(run, kind, undefined, true);
  const { signal, heartbeat } = watched;
  const answer = callService(run, { resource, input, signal, heartbeat });
  // An activity that no worker asks for is the runner's work as a whole.
  if (kind.isOverWith === "answer" || kind.family === "Activity") return answer;
  return answer.then((given) => {
    recordSubmitted(run, kind, given);
    return pending === undefined ? given : untilAborted(pending.result, signal);
  });
}

async function timeOut(run: StateRun, seconds: number, signal: AbortSignal): Promise<never> {
  await run.machine.clock.sleep(seconds * 1000, signal);
  throw new StatesError("States.Timeout");
}
