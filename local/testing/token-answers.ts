import { isJsonObject } from "../states/json-value.ts";
import { StatesError } from "../states/states-error.ts";
import type { TaskCall, TaskRunner } from "../states/task-call.ts";
import type { TaskTokens } from "../states/task-tokens.ts";

/**
 * A runner whose results and failures are what a worker sends back, where a task waits for its token. A task that gives nothing
 * leaves its token to the test.
 */
export function answeringTokens(runTask: TaskRunner, tokens: TaskTokens): TaskRunner {
  return async (call) => {
    if (!call.resource.endsWith(".waitForTaskToken")) return runTask(call);
    const token = tokenOf(call);
    try {
      const output = await runTask(call);
      if (output !== undefined) tokens.succeed(token, output);
    } catch (thrown) {
      if (!(thrown instanceof StatesError)) throw thrown;
      tokens.fail(token, thrown);
    }
    return {};
  };
}

function tokenOf({ context }: TaskCall): string {
  const task = isJsonObject(context) && isJsonObject(context.Task) ? context.Task : {};
  return String(task.Token);
}
