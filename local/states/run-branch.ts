import { isJsonObject } from "./json-value.ts";
import { runState } from "./run-state.ts";
import type { Branch } from "./state-run.ts";

/** Runs the states of a branch from `StartAt` to its end, and gives the output of the last one. */
export async function runBranch(branch: Branch): Promise<unknown> {
  let next: string | undefined = isJsonObject(branch.definition) ? String(branch.definition.StartAt) : "";
  let output = branch.input;
  let isFirst = true;
  while (next !== undefined) {
    branch.signal.throwIfAborted();
    const outcome = runState(branch, next, output, !isFirst);
    isFirst = false;
    // A promise that nobody needs costs more than a state that does no work.
    ({ output, next } = outcome instanceof Promise ? await outcome : outcome);
  }
  return output;
}
