import { definitionError, inWords } from "./definition-error.ts";
import { dialectOf } from "./dialect-of.ts";
import { recover } from "./handle-errors.ts";
import type { EventDetails } from "./history-event.ts";
import { isoTime } from "./iso-time.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { checkPayload } from "./payload-limit.ts";
import { isCutOff } from "./run-together.ts";
import type { Scope } from "./scope.ts";
import { STATE_KINDS, type StateKind } from "./state-kinds.ts";
import type { Branch, StateOutcome, StateRun } from "./state-run.ts";

/** Types of states that have a `RetryCount` in the context object. */
const RETRIED: ReadonlySet<unknown> = new Set(["Task", "Parallel", "Map"]);

/** A state that is run. */
interface Entering {
  readonly name: string;
  readonly input: unknown;
  /** The id of the event that entered it in an earlier attempt, which goes on. */
  readonly enteredId: number | undefined;
  /** Whether another state was left in this moment. */
  readonly followsAtOnce: boolean;
}

/** A state that was entered. */
export interface EnteredState {
  readonly run: StateRun;
  readonly kind: StateKind;
  /** The id of the event that entered it. */
  readonly enteredId: number;
  /** The variables at its entry. */
  readonly before: JsonObject;
}

export function enterState(branch: Branch, entering: Entering): EnteredState {
  const { machine, scope, signal, trail } = branch;
  const { name, input } = entering;
  const state = stateOf(branch, name);
  const kind = STATE_KINDS.get(state.Type);
  if (kind === undefined)
    throw definitionError(`States/${name}/Type`, "a type of state", inWords(state.Type));
  const enteredId =
    entering.enteredId ?? trail.record(kind.entered, name, { name, input }, entering.followsAtOnce);
  const before = scope.variables();
  machine.progress?.reach(trail.branch, { stateName: name, input, variables: before, enteredId });
  const State = {
    EnteredTime: isoTime(entering.enteredId === undefined ? trail.lastMs() : machine.clock.nowMs()),
    Name: name,
    ...(RETRIED.has(state.Type) && { RetryCount: 0 }),
  };
  const context = { ...branch.context, State };
  const dialect = dialectOf(state.QueryLanguage ?? machine.queryLanguage);
  const isJustEntered = entering.enteredId === undefined;
  const run = { machine, name, state, input, scope, context, dialect, trail, signal, isJustEntered };
  return { run, kind, enteredId, before };
}

/** What comes of a state whose first attempt has failed. */
export async function recoverState(entry: EnteredState, thrown: unknown): Promise<StateOutcome> {
  const { run, kind, enteredId } = entry;
  try {
    return await recover(run, kind.behaviour, enteredId, thrown);
  } catch (last) {
    if (isCutOff(run.signal)) recordAbortion(run);
    throw last;
  }
}

export function exitState({ run, kind, before }: EnteredState, { output, isAtOnce }: StateOutcome): void {
  const { machine, name, scope, state, trail } = run;
  checkPayload(output, name);
  const assigned = assignedSince(before, scope);
  const details = assigned === undefined ? { name, output } : { name, output, ...assigned };
  trail.record(kind.exited, name, details, isAtOnce);
  if (state.Type === "Parallel" || state.Type === "Map") machine.progress?.leave(trail.branch, name);
}

function recordAbortion({ name, state, trail }: StateRun): void {
  if (state.Type === "Task" || state.Type === "Wait") trail.record(`${state.Type}StateAborted`, name);
}

function stateOf({ definition }: Branch, name: string): JsonObject {
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
