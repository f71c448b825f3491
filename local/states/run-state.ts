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
import type { Branch, StateBehaviour, StateOutcome, StateRun } from "./state-run.ts";
import { succeedState } from "./succeed-state.ts";
import { taskState } from "./task-state.ts";
import { waitState } from "./wait-state.ts";

/** How each type of state runs. */
export const STATE_BEHAVIOURS: ReadonlyMap<unknown, StateBehaviour> = new Map([
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
  const behaviour = STATE_BEHAVIOURS.get(state.Type);
  if (behaviour === undefined)
    throw definitionError(`States.${name}.Type`, "a type of state", inWords(state.Type));
  const [entered, exited] = eventTypes(String(state.Type));
  const enteredId = trail.record(entered, name, { name, input });
  const State = { EnteredTime: isoTime(machine.clock.nowMs()), Name: name, RetryCount: 0 };
  const context = { ...branch.context, State };
  const dialect = dialectOf(state.QueryLanguage ?? machine.queryLanguage);
  const before = scope.variables();
  const run = { machine, name, state, input, scope, context, dialect, trail, signal };
  let outcome: StateOutcome;
  try {
    outcome = await handleErrors(run, behaviour, enteredId);
  } catch (thrown) {
    if (signal.aborted) recordAbortion(run);
    throw thrown;
  }
  const { output } = outcome;
  checkPayload(output, name);
  const assigned = assignedSince(before, scope);
  trail.record(exited, name, assigned === undefined ? { name, output } : { name, output, ...assigned });
  return outcome;
}

function recordAbortion({ name, state, trail }: StateRun): void {
  if (state.Type === "Task" || state.Type === "Wait") trail.record(`${state.Type}StateAborted`, name);
}

const typesOfEvents = new Map<string, readonly [HistoryEventType, HistoryEventType]>();

/** How the history says that a state of this type is entered and left. */
function eventTypes(type: string): readonly [HistoryEventType, HistoryEventType] {
  const known = typesOfEvents.get(type);
  if (known !== undefined) return known;
  const types = [`${type}StateEntered`, `${type}StateExited`] as [HistoryEventType, HistoryEventType];
  typesOfEvents.set(type, types);
  return types;
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
