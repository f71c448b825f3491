import { choiceState } from "./choice-state.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { dialectOf } from "./dialect-of.ts";
import { failState } from "./fail-state.ts";
import { handleErrors } from "./handle-errors.ts";
import { isJsonObject } from "./json-value.ts";
import { mapState } from "./map-state.ts";
import { parallelState } from "./parallel-state.ts";
import { passState } from "./pass-state.ts";
import { checkPayload } from "./payload-limit.ts";
import type { Branch, StateBehaviour, StateOutcome } from "./state-run.ts";
import { succeedState } from "./succeed-state.ts";
import { taskState } from "./task-state.ts";
import { waitState } from "./wait-state.ts";

/** How each type of state runs. */
export const STATE_TYPES: ReadonlyMap<unknown, StateBehaviour> = new Map([
  ["Task", taskState],
  ["Choice", choiceState],
  ["Parallel", parallelState],
  ["Map", mapState],
  ["Wait", waitState],
  ["Pass", passState],
  ["Succeed", succeedState],
  ["Fail", failState],
]);

/** Runs one state of a branch, from its entry to its exit. */
export async function runState(branch: Branch, name: string, input: unknown): Promise<StateOutcome> {
  const { machine, scope, signal } = branch;
  const state = stateOf(branch, name);
  const behaviour = STATE_TYPES.get(state.Type);
  if (behaviour === undefined)
    throw definitionError(`States.${name}.Type`, "a type of state", inWords(state.Type));
  const place = { stateName: name, branch: branch.path };
  const enteredId = machine.history.record({ type: "StateEntered", ...place });
  const EnteredTime = new Date(machine.clock.nowMs()).toISOString();
  const context = { ...branch.context, State: { EnteredTime, Name: name, RetryCount: 0 } };
  const dialect = dialectOf(state.QueryLanguage ?? machine.queryLanguage);
  const run = { machine, name, state, input, scope, context, dialect, branch: branch.path, signal };
  const outcome = await handleErrors(run, behaviour, enteredId);
  checkPayload(outcome.output, name);
  machine.history.record({ type: "StateExited", ...place });
  return outcome;
}

function stateOf({ definition }: Branch, name: string) {
  const states = isJsonObject(definition) ? definition.States : undefined;
  const state = isJsonObject(states) && Object.hasOwn(states, name) ? states[name] : undefined;
  if (isJsonObject(state)) return state;
  throw definitionError("States", `a state "${name}"`, inWords(state));
}
