import { checkPayload } from "./payload-limit.ts";
import { performTask } from "./perform-task.ts";
import { numberSetting } from "./settings.ts";
import type { StateBehaviour, StateRun } from "./state-run.ts";
import { taskKind } from "./task-kind.ts";
import { nextOf } from "./transition.ts";

/** Follows "Task workflow state", "Wait for a Callback with Task Token" and "Learn about Activities in Step Functions". */
export const taskState: StateBehaviour = async (declared) => {
  const resource = String(declared.state.Resource);
  const kind = taskKind(resource);
  const pending = kind.isOverWith === "token" ? declared.machine.tokens.issue() : undefined;
  const run = pending === undefined ? declared : withToken(declared, pending.token);
  try {
    const input = await run.dialect.workInput(run);
    checkPayload(input, run.name);
    const limits = {
      timeoutSeconds: await numberSetting(run, "TimeoutSeconds", Number.POSITIVE_INFINITY),
      heartbeatSeconds: await numberSetting(run, "HeartbeatSeconds", Number.POSITIVE_INFINITY),
    };
    const result = await performTask(run, { resource, kind, input, limits, pending });
    checkPayload(result, run.name);
    run.inspect?.("result", result);
    return { output: await run.dialect.finish(run, { result }), next: nextOf(run) };
  } finally {
    pending?.close();
  }
};

/** The context object knows the token of a task that waits for it. */
function withToken(run: StateRun, Token: string): StateRun {
  return { ...run, context: { ...run.context, Task: { Token } } };
}
