import { isJsonObject } from "./json-value.ts";
import type { Task } from "./perform-task.ts";
import type { StateRun } from "./state-run.ts";
import type { StatesError } from "./states-error.ts";

/** What the history says of a task that was scheduled. */
export interface TaskRecord {
  started(workerName?: string): void;
  /** The service has taken the job on; `output` is its answer. */
  submitted(output: unknown): void;
  succeeded(output: unknown): void;
  failed(failure: StatesError): void;
}

/** Records that a task was scheduled, in the words of its family. */
export function recordTask(run: StateRun, { kind, resource, input, limits }: Task): TaskRecord {
  const { name, trail } = run;
  const { family, details } = kind;
  const { timeoutSeconds, heartbeatSeconds } = limits;
  trail.record(`${family}Scheduled`, name, {
    ...(family === "Task" ? { ...details, region: regionOf(run), parameters: input } : { resource, input }),
    ...(Number.isFinite(timeoutSeconds) && { timeoutInSeconds: timeoutSeconds }),
    ...(Number.isFinite(heartbeatSeconds) && { heartbeatInSeconds: heartbeatSeconds }),
  });
  return {
    started(workerName) {
      trail.record(`${family}Started`, name, workerName === undefined ? details : { ...details, workerName });
    },
    submitted(output) {
      trail.record("TaskSubmitted", name, { ...details, output });
    },
    succeeded(output) {
      trail.record(`${family}Succeeded`, name, { ...details, output });
    },
    failed({ error, cause }) {
      const isTimeout = error === "States.Timeout" || error === "States.HeartbeatTimeout";
      trail.record(`${family}${isTimeout ? "TimedOut" : "Failed"}`, name, { ...details, error, cause });
    },
  };
}

/** That of the execution. */
function regionOf({ context }: StateRun): string {
  const id = isJsonObject(context.Execution) ? String(context.Execution.Id) : "";
  return id.split(":")[3] ?? "";
}
