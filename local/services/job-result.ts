import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import { StatesError } from "../states/states-error.ts";

/**
 * What a task gets of an execution that it has waited for ("Start workflow executions from a task state"): `.sync` has its input
 * and output as text, `.sync:2` as JSON.
 *
 * @throws StatesError States.TaskFailed for one that did not succeed, with the description as its cause
 */
export function jobResult(description: unknown, job: "sync" | "sync:2"): unknown {
  const described: JsonObject = isJsonObject(description) ? description : {};
  if (described.Status !== "SUCCEEDED") throw new StatesError("States.TaskFailed", JSON.stringify(described));
  if (job === "sync") return described;
  return {
    ...described,
    Input: JSON.parse(String(described.Input)),
    Output: JSON.parse(String(described.Output)),
  };
}
