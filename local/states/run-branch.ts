import { isJsonObject } from "./json-value.ts";
import { runState } from "./run-state.ts";
import type { Branch } from "./state-run.ts";

/** Runs the states of a branch from `StartAt` to its end, and gives the output of the last one. */
export async function runBranch(branch: Branch): Promise<unknown> {
  let next: string | undefined = isJsonObject(branch.definition) ? String(branch.definition.StartAt) : "";
  let output = branch.input;
  while (next !== undefined) {
    branch.signal.throwIfAborted();
    ({ output, next } = await runState(branch, next, output));
  }
  return output;
}
