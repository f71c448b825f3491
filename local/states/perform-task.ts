import { callService } from "./call-service.ts";
import { createHeartbeat } from "./heartbeat.ts";
import { isPlainJson } from "./json-value.ts";
import type { StateRun } from "./state-run.ts";
import { StatesError } from "./states-error.ts";
import type { TaskKind } from "./task-kind.ts";
import { recordTask, type TaskRecord } from "./task-record.ts";
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
interface TaskLimits {
  readonly timeoutSeconds: number;
  readonly heartbeatSeconds: number;
}

/** Has the work of a task done and gives its result, never undefined. */
export async function performTask(run: StateRun, task: Task): Promise<unknown> {
  const record = recordTask(run, task);
  try {
    const result = asJsonValue(await withinLimits(run, task, record));
    record.succeeded(result);
    return result;
  } catch (thrown) {
    if (thrown instanceof StatesError) record.failed(thrown);
    throw thrown;
  }
}

/** A result as it would come over the wire; what is no JSON fails the task. */
function asJsonValue(result: unknown): unknown {
  if (result === undefined) return null;
  if (isPlainJson(result)) return result;
  try {
    return JSON.parse(JSON.stringify(result));
  } catch (error) {
    throw new StatesError(
      "States.Runtime",
      `The result of the task is not valid JSON: ${String((error as Error).message).split("\n")[0]}`,
    );
  }
}

/** The work, its timeout and its heartbeat in a race; who loses is aborted. */
async function withinLimits(run: StateRun, task: Task, record: TaskRecord): Promise<unknown> {
  const { clock } = run.machine;
  const { timeoutSeconds, heartbeatSeconds } = task.limits;
  if (!Number.isFinite(timeoutSeconds) && !Number.isFinite(heartbeatSeconds)) {
    return work(run, task, record, { signal: run.signal, heartbeat: () => {} });
  }
  const over = new AbortController();
  const signal = AbortSignal.any([run.signal, over.signal]);
  const heartbeat = createHeartbeat(clock, heartbeatSeconds * 1000);
  task.pending?.onHeartbeat(heartbeat.beat);
  const racers = [work(run, task, record, { signal, heartbeat: heartbeat.beat })];
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

async function work(run: StateRun, task: Task, record: TaskRecord, watched: Watched): Promise<unknown> {
  const { resource, kind, input, pending } = task;
  const { activities } = run.machine;
  if (pending !== undefined && activities?.has(resource) === true) {
    const taskToken = pending.token;
    const withdraw = activities.schedule(resource, { taskToken, input, onTaken: record.started });
    return untilAborted(pending.result, watched.signal).finally(withdraw);
  }
  record.started();
  const answer = await callService(run, { resource, input, ...watched });
  // An activity that no worker asks for is the runner's work as a whole.
  if (kind.isOverWith === "answer" || kind.family === "Activity") return answer;
  record.submitted(answer);
  return pending === undefined ? answer : untilAborted(pending.result, watched.signal);
}

async function timeOut(run: StateRun, seconds: number, signal: AbortSignal): Promise<never> {
  await run.machine.clock.sleep(seconds * 1000, signal);
  throw new StatesError("States.Timeout");
}
