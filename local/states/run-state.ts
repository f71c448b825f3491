import { choiceState } from "./choice-state.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { dialectOf } from "./dialect-of.ts";
import { failState } from "./fail-state.ts";
import { handleErrors } from "./handle-errors.ts";
import type { EventDetails, HistoryEventType } from "./history-event.ts";
import { isoTime } from "./iso-time.ts";
import { isJsonObject } from "./json-value.ts";
import { mapState } from "./map-state.ts";
import { parallelState } from "./parallel-state.ts";
import { passState } from "./pass-state.ts";
import { checkPayload } from "./payload-limit.ts";
import type { Scope } from "./scope.ts";
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
  const { machine, scope, signal, trail } = branch;
  const state = stateOf(branch, name);
  const behaviour = STATE_TYPES.get(state.Type);
  if (behaviour === undefined)
    throw definitionError(`States.${name}.Type`, "a type of state", inWords(state.Type));
  const enteredId = trail.record(`${state.Type}StateEntered` as HistoryEventType, name, { name, input });
  const EnteredTime = isoTime(machine.clock.nowMs());
  const context = { ...branch.context, State: { EnteredTime, Name: name, RetryCount: 0 } };
  const dialect = dialectOf(state.QueryLanguage ?? machine.queryLanguage);
  const before = scope.variables();
  const run = { machine, name, state, input, scope, context, dialect, trail, signal };
  const outcome = await handleErrors(run, behaviour, enteredId).catch((thrown) => {
    const isWaiting = state.Type === "Task" || state.Type === "Wait";
    if (signal.aborted && isWaiting) trail.record(`${state.Type as "Task" | "Wait"}StateAborted`, name);
    throw thrown;
  });
  checkPayload(outcome.output, name);
  const details = { name, output: outcome.output, ...assignedSince(before, scope) };
  trail.record(`${state.Type}StateExited` as HistoryEventType, name, details);
  return outcome;
}

function stateOf({ definition }: Branch, name: string) {
  const states = isJsonObject(definition) ? definition.States : undefined;
  const state = isJsonObject(states) && Object.hasOwn(states, name) ? states[name] : undefined;
  if (isJsonObject(state)) return state;
  throw definitionError("States", `a state "${name}"`, inWords(state));
}

function assignedSince(before: object, scope: Scope): EventDetails | undefined {
  const after = scope.variables();
  if (after === before) return undefined;
  const assigned = Object.entries(after).filter(([name, value]) => Reflect.get(before, name) !== value);
  return { assignedVariables: Object.fromEntries(assigned) };
}
