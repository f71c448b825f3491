import { checkPayload } from "./payload-limit.ts";
import { performTask, type Task, type TaskLimits } from "./perform-task.ts";
import { isGiven, numberSetting } from "./settings.ts";
import type { StateBehaviour, StateOutcome, StateRun } from "./state-run.ts";
import { taskKind } from "./task-kind.ts";
import { transition } from "./transition.ts";

/** Follows "Task workflow state", "Wait for a Callback with Task Token" and "Learn about Activities in Step Functions". */
export const taskState: StateBehaviour = (run) => {
  const resource = String(run.state.Resource);
  const kind = taskKind(resource);
  if (kind.isOverWith !== "token") return runTask(run, { resource, kind, pending: undefined });
  const pending = run.machine.tokens.issue({ stateName: run.name, resource });
  return runTask(withToken(run, pending.token), { resource, kind, pending }).finally(pending.close);
};

type CalledTask = Pick<Task, "resource" | "kind" | "pending">;

/** Nothing is awaited that is there: a chain of tasks is made of little else. */
function runTask(run: StateRun, called: CalledTask): Promise<StateOutcome> {
  try {
    const input = run.dialect.workInput(run);
    return input instanceof Promise || isLimited(run)
      ? fillTask(run, called, input)
      : perform(run, called, input, NO_LIMITS);
  } catch (thrown) {
    return Promise.reject(thrown);
  }
}

async function fillTask(run: StateRun, called: CalledTask, filled: unknown): Promise<StateOutcome> {
  const input = await filled;
  checkPayload(input, run.name);
  const timeoutSeconds = await numberSetting(run, "TimeoutSeconds", Number.POSITIVE_INFINITY);
  const heartbeatSeconds = await numberSetting(run, "HeartbeatSeconds", Number.POSITIVE_INFINITY);
  return perform(run, called, input, { timeoutSeconds, heartbeatSeconds });
}

function perform(
  run: StateRun,
  { resource, kind, pending }: CalledTask,
  input: unknown,
  limits: TaskLimits,
): Promise<StateOutcome> {
  checkPayload(input, run.name);
  return performTask(run, { resource, kind, input, limits, pending }, (result) => {
    run.inspect?.("result", result);
    return transition(run, run.dialect.finish(run, { result }));
  });
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
