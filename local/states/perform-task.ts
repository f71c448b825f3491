import { callService, callServiceThen } from "./call-service.ts";
import { createHeartbeat } from "./heartbeat.ts";
import { isPlainJson } from "./json-value.ts";
import { checkPayload } from "./payload-limit.ts";
import type { StateOutcome, StateRun } from "./state-run.ts";
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
import { nextOf, transition } from "./transition.ts";
import { untilAborted } from "./until-aborted.ts";

/** A task whose input is settled. */
export interface Task {
  readonly resource: string;
  readonly kind: TaskKind;
  readonly input: unknown;
  /** Whether nothing was waited for since the attempt began. */
  readonly isAtOnce: boolean;
  readonly limits: TaskLimits;
  /** Of a task that is over when its token comes back. */
  readonly pending: PendingTask | undefined;
}

/** How long a task may take; infinite where the state says nothing. */
export interface TaskLimits {
  readonly timeoutSeconds: number;
  readonly heartbeatSeconds: number;
}

/** Has the work of a task done and gives what the state makes of its result, which is never undefined. */
export function performTask(run: StateRun, task: Task): Promise<StateOutcome> {
  const { kind, resource, input, limits } = task;
  checkPayload(input, run.name);
  recordScheduled(run, task, task.isAtOnce && run.isJustEntered === true);
  const onResult = (result: unknown) => succeed(run, task, result);
  const onFailure = (thrown: unknown) => fail(run, kind, thrown);
  if (isLimited(limits)) return raceLimits(run, task).then(onResult, onFailure);
  if (kind.isOverWith !== "answer") return work(run, task, { signal: run.signal }).then(onResult, onFailure);
  // Most tasks: what waited for the call would be one more promise for each of them.
  recordStarted(run, kind, undefined, true);
  return callServiceThen(run, { resource, input }, onResult, onFailure);
}

function isLimited({ timeoutSeconds, heartbeatSeconds }: TaskLimits): boolean {
  return Number.isFinite(timeoutSeconds) || Number.isFinite(heartbeatSeconds);
}

function succeed(run: StateRun, task: Task, given: unknown): StateOutcome | Promise<StateOutcome> {
  const { kind } = task;
  let result: unknown;
  try {
    result = asJsonValue(given);
    checkPayload(result, calledName(task));
  } catch (thrown) {
    return fail(run, kind, thrown);
  }
  recordSucceeded(run, kind, result);
  run.inspect?.("result", result);
  const output = run.dialect.finish(run, { result });
  return output instanceof Promise ? transition(run, output) : { output, next: nextOf(run), isAtOnce: true };
}

function fail(run: StateRun, kind: TaskKind, thrown: unknown): never {
  if (thrown instanceof StatesError) recordFailed(run, kind, thrown);
  throw thrown;
}

/** A result that is too large fails the task, which AWS calls by its function or its service then, not by its state. */
function calledName({ resource, kind: { family, details } }: Task): string {
  return String(family === "Task" ? (details.resourceType ?? resource) : resource);
}

/** A result as it would come over the wire; what is no JSON fails the task. */
function asJsonValue(result: unknown): unknown {
  if (result === undefined) return null;
  if (isPlainJson(result)) return result;
  try {
    return JSON.parse(JSON.stringify(result));
  } catch (error) {
    const problem = String((error as Error).message).split("\n")[0];
    throw new StatesError("States.Runtime", `The result of the task is not valid JSON: ${problem}`);
  }
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
  readonly heartbeat?: () => void;
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
  const { signal } = watched;
  const answer = callService(run, { resource, input, ...watched });
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
