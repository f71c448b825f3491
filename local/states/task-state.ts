import type { JsonObject } from "./json-value.ts";
import { checkPayload } from "./payload-limit.ts";
import { performTask, type Task, type TaskLimits } from "./perform-task.ts";
import { numberSetting } from "./settings.ts";
import type { StateBehaviour, StateOutcome, StateRun } from "./state-run.ts";
import { type TaskKind, taskKind } from "./task-kind.ts";
import type { PendingTask } from "./task-tokens.ts";

/** Follows "Task workflow state", "Wait for a Callback with Task Token" and "Learn about Activities in Step Functions". */
export const taskState: StateBehaviour = (run) => {
  const resource = String(run.state.Resource);
  const kind = taskKind(resource);
  return kind.isOverWith === "token"
    ? waitForToken(run, resource, kind)
    : fillTask(run, resource, kind, undefined);
};

async function waitForToken(run: StateRun, resource: string, kind: TaskKind): Promise<StateOutcome> {
  const pending = run.machine.tokens.issue({ stateName: run.name, resource });
  try {
    return await fillTask(withToken(run, pending.token), resource, kind, pending);
  } finally {
    pending.close();
  }
}

/** Nothing is awaited that is there: a chain of tasks is made of little else. */
function fillTask(
  run: StateRun,
  resource: string,
  kind: TaskKind,
  pending: PendingTask | undefined,
): Promise<StateOutcome> {
  const input = run.dialect.workInput(run);
  const isAtOnce = !(input instanceof Promise) && !isLimited(run.state);
  const task = { resource, kind, input, isAtOnce, limits: NO_LIMITS, pending };
  return isAtOnce ? performTask(run, task) : fillSlowly(run, task);
}

/** `input` may be a promise yet. */
async function fillSlowly(run: StateRun, task: Task): Promise<StateOutcome> {
  const input = await task.input;
  checkPayload(input, run.name);
  const timeoutSeconds = await numberSetting(run, "TimeoutSeconds", Number.POSITIVE_INFINITY);
  const heartbeatSeconds = await numberSetting(run, "HeartbeatSeconds", Number.POSITIVE_INFINITY);
  return performTask(run, { ...task, input, limits: { timeoutSeconds, heartbeatSeconds } });
}

const NO_LIMITS: TaskLimits = {
  timeoutSeconds: Number.POSITIVE_INFINITY,
  heartbeatSeconds: Number.POSITIVE_INFINITY,
};

function isLimited({
  TimeoutSeconds,
  TimeoutSecondsPath,
  HeartbeatSeconds,
  HeartbeatSecondsPath,
}: JsonObject): boolean {
  return (
    TimeoutSeconds !== undefined ||
    TimeoutSecondsPath !== undefined ||
    HeartbeatSeconds !== undefined ||
    HeartbeatSecondsPath !== undefined
  );
}

/** The context object knows the token of a task that waits for it. */
function withToken(run: StateRun, Token: string): StateRun {
  return { ...run, context: { ...run.context, Task: { Token } } };
}
