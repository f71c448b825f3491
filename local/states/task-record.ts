import { isJsonObject } from "./json-value.ts";
import type { Task } from "./perform-task.ts";
import type { StateRun } from "./state-run.ts";
import type { StatesError } from "./states-error.ts";
import type { TaskKind } from "./task-kind.ts";

// What the history says of a task, in the words of its family.

/** `followsAtOnce` as for `Trail.record`. */
export function recordScheduled(
  run: StateRun,
  { kind, resource, input, limits }: Task,
  followsAtOnce: boolean,
): void {
  const { family, details, events } = kind;
  const { timeoutSeconds, heartbeatSeconds } = limits;
  const call =
    family === "Task" ? { ...details, region: regionOf(run), parameters: input } : { resource, input };
  const isLimited = Number.isFinite(timeoutSeconds) || Number.isFinite(heartbeatSeconds);
  const limited = () => ({
    ...call,
    ...(Number.isFinite(timeoutSeconds) && { timeoutInSeconds: timeoutSeconds }),
    ...(Number.isFinite(heartbeatSeconds) && { heartbeatInSeconds: heartbeatSeconds }),
  });
  run.trail.record(events.scheduled, run.name, isLimited ? limited() : call, followsAtOnce);
}

/** `followsAtOnce` as for `Trail.record`. */
export function recordStarted(
  { name, trail }: StateRun,
  kind: TaskKind,
  workerName: string | undefined,
  followsAtOnce: boolean,
): void {
  const { details, events } = kind;
  const told = workerName === undefined ? details : { ...details, workerName };
  trail.record(events.started, name, told, followsAtOnce);
}

/** The service has taken the job on; `output` is its answer. */
export function recordSubmitted({ name, trail }: StateRun, kind: TaskKind, output: unknown): void {
  trail.record("TaskSubmitted", name, { ...kind.details, output });
}

export function recordSucceeded({ name, trail }: StateRun, kind: TaskKind, output: unknown): void {
  const { family, details, events } = kind;
  trail.record(events.succeeded, name, family === "Task" ? { ...details, output } : { output });
}

export function recordFailed({ name, trail }: StateRun, kind: TaskKind, failure: StatesError): void {
  const { error, cause } = failure;
  const isTimeout = error === "States.Timeout" || error === "States.HeartbeatTimeout";
  const { details, events } = kind;
  trail.record(isTimeout ? events.timedOut : events.failed, name, { ...details, error, cause });
}

/** That of the execution. */
function regionOf({ context }: StateRun): string {
  const id = isJsonObject(context.Execution) ? String(context.Execution.Id) : "";
  return id.split(":")[3] ?? "";
}
