import { choiceState } from "./choice-state.ts";
import { definitionError, inWords } from "./definition-error.ts";
import { dialectOf } from "./dialect-of.ts";
import { failState } from "./fail-state.ts";
import { recover } from "./handle-errors.ts";
import type { EventDetails, HistoryEventType } from "./history-event.ts";
import { isoTime } from "./iso-time.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { mapState } from "./map-state.ts";
import { parallelState } from "./parallel-state.ts";
import { passState } from "./pass-state.ts";
import { checkPayload } from "./payload-limit.ts";
import { isCutOff } from "./run-together.ts";
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

/** A state that is run. */
interface Entering {
  readonly name: string;
  readonly input: unknown;
  /** The id of the event that entered it in an earlier attempt, which goes on. */
  readonly enteredId: number | undefined;
  /** Whether another state was left in this moment. */
  readonly followsAtOnce: boolean;
}

/** Runs one state of a branch, from its entry to its exit; at once, where it waits for nothing. */
export function runState(branch: Branch, entering: Entering): StateOutcome | Promise<StateOutcome> {
  const { machine, scope, signal, trail } = branch;
  const { name, input } = entering;
  const state = stateOf(branch, name);
  const behaviour = STATE_BEHAVIOURS.get(state.Type);
  if (behaviour === undefined)
    throw definitionError(`States/${name}/Type`, "a type of state", inWords(state.Type));
  let done: StateOutcome;
  const [entered, exited] = eventTypes(String(state.Type));
  const enteredId =
    entering.enteredId ?? trail.record(entered, name, { name, input }, entering.followsAtOnce);
  const before = scope.variables();
  machine.progress?.reach(trail.branch, { stateName: name, input, variables: before, enteredId });
  const State = {
    EnteredTime: isoTime(entering.enteredId === undefined ? trail.lastMs() : machine.clock.nowMs()),
    Name: name,
    RetryCount: 0,
  };
  const context = { ...branch.context, State };
  const dialect = dialectOf(state.QueryLanguage ?? machine.queryLanguage);
  const run = { machine, name, state, input, scope, context, dialect, trail, signal };
  const entry = { run, exited, before };
  const save = (thrown: unknown) => exitRecovered(entry, recover(run, behaviour, enteredId, thrown));
  try {
    const outcome = behaviour(run);
    if (outcome instanceof Promise) return outcome.then((settled) => exit(entry, settled), save);
    done = outcome;
  } catch (thrown) {
    return save(thrown);
  }
  return exit(entry, done);
}

/** A state that was entered. */
interface Entry {
  readonly run: StateRun;
  /** The type of the event that tells of its exit. */
  readonly exited: HistoryEventType;
  /** The variables at its entry. */
  readonly before: JsonObject;
}

async function exitRecovered(entry: Entry, outcome: Promise<StateOutcome>): Promise<StateOutcome> {
  let settled: StateOutcome;
  try {
    settled = await outcome;
  } catch (thrown) {
    if (isCutOff(entry.run.signal)) recordAbortion(entry.run);
    throw thrown;
  }
  return exit(entry, settled);
}

function exit({ run, exited, before }: Entry, outcome: StateOutcome): StateOutcome {
  const { machine, name, scope, state, trail } = run;
  const { output } = outcome;
  checkPayload(output, name);
  const assigned = assignedSince(before, scope);
  trail.record(exited, name, assigned === undefined ? { name, output } : { name, output, ...assigned });
  if (state.Type === "Parallel" || state.Type === "Map") machine.progress?.leave(trail.branch, name);
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
