import { checkPayload } from "./payload-limit.ts";
import { performTask, type Task, type TaskLimits } from "./perform-task.ts";
import { isGiven, numberSetting } from "./settings.ts";
import type { StateBehaviour, StateOutcome, StateRun } from "./state-run.ts";
import { type TaskKind, taskKind } from "./task-kind.ts";

/** Follows "Task workflow state", "Wait for a Callback with Task Token" and "Learn about Activities in Step Functions". */
export const taskState: StateBehaviour = (run) => {
  const resource = String(run.state.Resource);
  const kind = taskKind(resource);
  return kind.isOverWith === "token"
    ? waitForToken(run, resource, kind)
    : fillTask(run, { resource, kind, pending: undefined });
};

async function waitForToken(run: StateRun, resource: string, kind: TaskKind): Promise<StateOutcome> {
  const pending = run.machine.tokens.issue({ stateName: run.name, resource });
  try {
    return await fillTask(withToken(run, pending.token), { resource, kind, pending });
  } finally {
    pending.close();
  }
}

type CalledTask = Pick<Task, "resource" | "kind" | "pending">;

/** Nothing is awaited that is there: a chain of tasks is made of little else. */
function fillTask(run: StateRun, called: CalledTask): Promise<StateOutcome> {
  const input = run.dialect.workInput(run);
  return input instanceof Promise || isLimited(run)
    ? fillSlowly(run, called, input)
    : performTask(run, { ...called, input, limits: NO_LIMITS });
}

async function fillSlowly(run: StateRun, called: CalledTask, filled: unknown): Promise<StateOutcome> {
  const input = await filled;
  checkPayload(input, run.name);
  const timeoutSeconds = await numberSetting(run, "TimeoutSeconds", Number.POSITIVE_INFINITY);
  const heartbeatSeconds = await numberSetting(run, "HeartbeatSeconds", Number.POSITIVE_INFINITY);
  return performTask(run, { ...called, input, limits: { timeoutSeconds, heartbeatSeconds } });
}

const NO_LIMITS: TaskLimits = {
  timeoutSeconds: Number.POSITIVE_INFINITY,
  heartbeatSeconds: Number.POSITIVE_INFINITY,
};

function isLimited({ state }: StateRun): boolean {
  return isGiven(state, "TimeoutSeconds") || isGiven(state, "HeartbeatSeconds");
}

/** The context object knows the token of a task that waits for it. */
function withToken(run: StateRun, Token: string): StateRun {
  return { ...run, context: { ...run.context, Task: { Token } } };
}
