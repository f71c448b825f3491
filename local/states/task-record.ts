import { isJsonObject } from "./json-value.ts";
import type { Task } from "./perform-task.ts";
import type { StateRun } from "./state-run.ts";
import type { StatesError } from "./states-error.ts";
import { resourceDetails, taskFamily } from "./task-family.ts";

/** What the history says of a task that was scheduled. */
export interface TaskRecord {
  started(workerName?: string): void;
  /** The service has taken the job on; `output` is its answer. */
  submitted(output: unknown): void;
  succeeded(output: unknown): void;
  failed(failure: StatesError): void;
}

/** Records that a task was scheduled, in the words of its family. */
export function recordTask(run: StateRun, { resource, input, limits }: Task): TaskRecord {
  const { name, trail } = run;
  const family = taskFamily(resource);
  const own = family === "Task" ? resourceDetails(resource) : {};
  const asked = family === "Task" ? { region: regionOf(run), parameters: input } : { resource, input };
  trail.record(`${family}Scheduled`, name, {
    ...own,
    ...asked,
    ...(Number.isFinite(limits.timeoutSeconds) && { timeoutInSeconds: limits.timeoutSeconds }),
    ...(Number.isFinite(limits.heartbeatSeconds) && { heartbeatInSeconds: limits.heartbeatSeconds }),
  });
  return {
    started(workerName) {
      trail.record(`${family}Started`, name, workerName === undefined ? own : { ...own, workerName });
    },
    submitted(output) {
      trail.record("TaskSubmitted", name, { ...own, output });
    },
    succeeded(output) {
      trail.record(`${family}Succeeded`, name, { ...own, output });
    },
    failed({ error, cause }) {
      const isTimeout = error === "States.Timeout" || error === "States.HeartbeatTimeout";
      trail.record(`${family}${isTimeout ? "TimedOut" : "Failed"}`, name, { ...own, error, cause });
    },
  };
}

/** That of the execution. */
function regionOf({ context }: StateRun): string {
  const id = isJsonObject(context.Execution) ? String(context.Execution.Id) : "";
  return id.split(":")[3] ?? "";
}
