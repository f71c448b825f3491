import { isJsonObject } from "./json-value.ts";
import { runState } from "./run-state.ts";
import type { Branch } from "./state-run.ts";

/** Runs the states of a branch from `StartAt`, or where an earlier attempt has left it, to its end; gives the output of the last one. */
export async function runBranch(branch: Branch): Promise<unknown> {
  const { machine, scope, signal, trail } = branch;
  const { progress } = machine;
  const left = progress?.resume(trail.branch);
  if (left !== undefined && "output" in left) return left.output;
  if (left !== undefined) scope.assign(left.variables);
  let next: string | undefined = left === undefined ? startOf(branch) : left.stateName;
  let output = left === undefined ? branch.input : left.input;
  let enteredId = left?.enteredId;
  let followsAtOnce = false;
  while (next !== undefined) {
    signal.throwIfAborted();
    const name: string = next;
    const outcome = runState(branch, { name, input: output, enteredId, followsAtOnce });
    // A promise that nobody needs costs more than a state that does no work.
    ({ output, next } = outcome instanceof Promise ? await outcome : outcome);
    enteredId = undefined;
    followsAtOnce = true;
  }
  progress?.reach(trail.branch, { output });
  return output;
}

function startOf({ definition }: Branch): string {
  return isJsonObject(definition) ? String(definition.StartAt) : "";
}
