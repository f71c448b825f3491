import { type EnteredState, enterState, exitState, recoverState } from "./enter-state.ts";
import { isJsonObject } from "./json-value.ts";
import type { Branch, StateOutcome } from "./state-run.ts";

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
    const entry: EnteredState = enterState(branch, {
      name: next,
      input: output,
      enteredId,
      followsAtOnce,
    });
    let outcome: StateOutcome | Promise<StateOutcome>;
    try {
      outcome = entry.kind.behaviour(entry.run);
      // Nothing is awaited that is there: a promise costs more than a state that does no work.
      if (outcome instanceof Promise) outcome = await outcome;
    } catch (thrown) {
      outcome = await recoverState(entry, thrown);
    }
    exitState(entry, outcome);
    ({ output, next } = outcome);
    enteredId = undefined;
    followsAtOnce = true;
  }
  progress?.reach(trail.branch, { output });
  return output;
}

function startOf({ definition }: Branch): string {
  return isJsonObject(definition) ? String(definition.StartAt) : "";
}
