import type { Clock } from "../states/clock.ts";
import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import { StatesError } from "../states/states-error.ts";
import type { JobKind } from "./job-kinds.ts";

export interface JobSteps {
  readonly input: unknown;
  /** Calls an operation of the job's service. */
  readonly call: (operation: string, input: unknown) => Promise<unknown>;
  readonly clock: Pick<Clock, "sleep">;
  readonly signal: AbortSignal;
}

/** AWS says nothing of how often it asks. */
const POLL_MS = 1000;

/**
 * Starts a job and asks for it until it is over, as "Run a Job (.sync)" of "Discover service integration patterns" has it; gives the
 * description as the task's result.
 *
 * @param operation that starts it
 * @throws StatesError `States.TaskFailed` with the description as its cause for a job that failed; `AmazonECS.Unknown` where ECS
 * starts no task
 */
export async function waitForJob(operation: string, kind: JobKind, steps: JobSteps): Promise<unknown> {
  const { input, call, clock, signal } = steps;
  const started = await call(operation, input);
  refuseFailures(kind, started);
  const ask = Object.entries(kind.ask).map(([field, path]) => [field, asked(path, { input, started })]);
  for (;;) {
    const answer = await call(kind.describe, Object.fromEntries(ask));
    const job = valueAt(answer, kind.job);
    // An emulator that has forgotten its job would be asked for ever.
    if (!isJsonObject(job)) throw taskFailed(answer);
    const status = valueAt(job, kind.status);
    const result = kind.resultField === undefined ? job : { [kind.resultField]: job };
    if (isOneOf(kind.failed, status) || (isOneOf(kind.succeeded, status) && hasFailedContainer(kind, job))) {
      throw taskFailed(result);
    }
    if (isOneOf(kind.succeeded, status)) return result;
    await clock.sleep(POLL_MS, signal);
  }
}

function taskFailed(description: unknown): StatesError {
  return new StatesError("States.TaskFailed", JSON.stringify(description));
}

/** "Run Amazon ECS or Fargate tasks with Step Functions": failures in an answer fail a task that waits. */
function refuseFailures({ hasExitCodes }: JobKind, started: unknown): void {
  if (hasExitCodes !== true || !isJsonObject(started)) return;
  const { Failures } = started;
  if (Array.isArray(Failures) && Failures.length > 0) {
    throw new StatesError("AmazonECS.Unknown", JSON.stringify(started));
  }
}

function hasFailedContainer({ hasExitCodes }: JobKind, { StopCode, Containers }: JsonObject): boolean {
  if (hasExitCodes !== true) return false;
  const containers: readonly unknown[] = Array.isArray(Containers) ? Containers : [];
  const exitCodes = containers.map((container) => (isJsonObject(container) ? (container.ExitCode ?? 0) : 0));
  return StopCode === "TaskFailedToStart" || exitCodes.some((exitCode) => exitCode !== 0);
}

function isOneOf(statuses: readonly string[], status: unknown): boolean {
  return typeof status === "string" && statuses.includes(status);
}

function asked(path: string | readonly [string], from: JsonObject): unknown {
  return typeof path === "string" ? valueAt(from, path) : [valueAt(from, path[0])];
}

function valueAt(value: unknown, path: string): unknown {
  if (path === "") return value;
  return path
    .split(".")
    .reduce(
      (inner: unknown, key) =>
        typeof inner === "object" && inner !== null ? (inner as JsonObject)[key] : undefined,
      value,
    );
}
