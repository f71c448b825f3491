import { UserError } from "../../reporting/user-error.ts";
import { checkQueryLanguage } from "../states/check-query-language.ts";
import { checkResource } from "../states/check-resource.ts";
import { checkRunsLocally } from "../states/check-runs-locally.ts";
import { checkState } from "../states/check-state.ts";
import { simulatedClock } from "../states/clock.ts";
import { dialectOf } from "../states/dialect-of.ts";
import { handleErrors } from "../states/handle-errors.ts";
import { createHistory, type ExecutionEvent } from "../states/history.ts";
import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import { STATE_TYPES } from "../states/run-state.ts";
import { createScope } from "../states/scope.ts";
import type { StateRun } from "../states/state-run.ts";
import { StatesError } from "../states/states-error.ts";
import { ITEMS_IN_CONTEXT, mockedState, type StateMock } from "./mocked-state.ts";

export interface StateTest {
  /** Default: `{}`. */
  readonly input?: unknown;
  /** Which state of a whole state machine, or the name of a single one. Default: `StateName`. */
  readonly stateName?: string;
  /** The variables that were assigned before. Default: none. */
  readonly variables?: JsonObject;
  /** What the context object has beside `State`, whose `Name` always is `StateName`. Default: an execution and a state machine named `test`. */
  readonly context?: JsonObject;
  /** What the state's task, or the iterations and branches of a Map and Parallel state, do. Default: they run; tasks are refused. */
  readonly mock?: StateMock;
  /** How often its retrier has tried already. Default: 0. */
  readonly retryCount?: number;
  /** What the `ItemReader` of a Map state gives. Default: such a state is refused. */
  readonly items?: readonly unknown[];
}

/** How a state ended, as "TestState" says it: `RETRIABLE` where its `Retry` takes the error, `CAUGHT_ERROR` where its `Catch` does. */
export interface StateResult {
  readonly status: "SUCCEEDED" | "FAILED" | "CAUGHT_ERROR" | "RETRIABLE";
  /** Of a state that succeeded, or whose error was caught. */
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
}

/**
 * Runs one state in a test, without AWS: `definition` is that of the state, or of a state machine that has it. Waits take no time.
 *
 * @throws UserError for a state that AWS would refuse, a mock that does not fit it, and a task without one.
 */
export async function testState(definition: object, test: StateTest = {}): Promise<StateResult> {
  const whole = definition as JsonObject;
  const name = test.stateName ?? "StateName";
  const state = stateIn(whole, name);
  const place = `States.${name}`;
  checkState(state, place);
  checkResource(state, place, "STANDARD");
  const queryLanguage = String(whole.QueryLanguage ?? "JSONPath");
  checkQueryLanguage({ StartAt: name, States: { [name]: state }, QueryLanguage: queryLanguage });
  const events = watchedEvents(test.retryCount ?? 0);
  refuseMapOfAws(state, name, test.items);
  const { run, behaviour } = prepared({ name, state, queryLanguage, test, events });
  try {
    const { output, next: nextState } = await handleErrors(run, behaviour, 2);
    const { caught } = events;
    const failure = caught === undefined ? {} : failureParts(caught);
    const status = caught === undefined ? "SUCCEEDED" : "CAUGHT_ERROR";
    return { status, output, ...failure, ...(nextState !== undefined && { nextState }) };
  } catch (thrown) {
    if (thrown instanceof Retried) return { status: "RETRIABLE", ...failureParts(thrown) };
    if (thrown instanceof StatesError) return { status: "FAILED", ...failureParts(thrown) };
    throw thrown;
  }
}

function stateIn(definition: JsonObject, name: string): JsonObject {
  const { States } = definition;
  if (States === undefined) return definition;
  const state = isJsonObject(States) && Object.hasOwn(States, name) ? States[name] : undefined;
  if (isJsonObject(state)) return state;
  throw new UserError({
    at: "state machine definition",
    expected: `a state "${name}"`,
    found: isJsonObject(States) ? Object.keys(States).join(", ") : "no states",
    advice: "Name the state that is tested in `stateName`.",
  });
}

/** What a task does elsewhere a mock can stand for, but not what only a Map state of AWS does with its items. */
function refuseMapOfAws(state: JsonObject, name: string, items: readonly unknown[] | undefined): void {
  if (state.Type !== "Map") return;
  const { ItemReader, ...rest } = state;
  checkRunsLocally({ States: { [name]: items === undefined ? state : rest } });
}

/** Ends the test at the retry that is one too many. */
class Retried extends Error {
  readonly error: string;
  override readonly cause: string;

  constructor({ error = "", cause = "" }: ExecutionEvent) {
    super(error);
    this.error = error;
    this.cause = cause;
  }
}

interface WatchedEvents {
  caught?: ExecutionEvent;
  see(event: ExecutionEvent): void;
}

function watchedEvents(retryCount: number): WatchedEvents {
  const events: WatchedEvents = {
    see(event) {
      if (event.type === "TaskRetried" && (event.attempt ?? 1) > retryCount) throw new Retried(event);
      if (event.type === "ErrorCaught") events.caught = event;
    },
  };
  return events;
}

/** Whatever a state is called: "TestState" knows it by no other name. */
const NAME_IN_CONTEXT = "StateName";

/** Only states that may have `Retry` know how often they were retried. */
const COUNTING_RETRIES = new Set<unknown>(["Task", "Map", "Parallel"]);

interface Prepared {
  readonly name: string;
  readonly state: JsonObject;
  readonly queryLanguage: string;
  readonly test: StateTest;
  readonly events: WatchedEvents;
}

function prepared({ name, state: declared, queryLanguage, test, events }: Prepared) {
  const { input = {}, variables = {}, mock, items } = test;
  const language = String(declared.QueryLanguage ?? queryLanguage);
  const { state, behaviour, runTask, runBranch } = mockedState(
    { name, state: declared, language, behaviour: STATE_TYPES.get(declared.Type) },
    { ...(mock && { mock }), ...(items && { items }) },
  );
  const clock = simulatedClock(Date.now());
  const history = createHistory(clock, events.see);
  const scope = createScope();
  scope.assign(variables);
  const StartTime = new Date(clock.nowMs()).toISOString();
  const own = test.context ?? {
    Execution: {
      Id: "arn:aws:states:us-east-1:123456789012:execution:test:test",
      Input: input,
      Name: "test",
      StartTime,
    },
    StateMachine: { Id: "arn:aws:states:us-east-1:123456789012:stateMachine:test", Name: "test" },
  };
  const State = {
    EnteredTime: StartTime,
    Name: NAME_IN_CONTEXT,
    ...(COUNTING_RETRIES.has(declared.Type) && { RetryCount: 0 }),
  };
  const run: StateRun = {
    machine: { clock, runTask, random: Math.random, history, queryLanguage, runBranch },
    name,
    state,
    input,
    scope,
    context: { ...own, State, ...(items && language === "JSONPath" && { [ITEMS_IN_CONTEXT]: items }) },
    dialect: dialectOf(language),
    branch: "",
    signal: new AbortController().signal,
  };
  return { run, behaviour };
}

function failureParts({ error, cause }: { readonly error?: string; readonly cause?: string }) {
  return { ...(error ? { error } : {}), ...(cause ? { cause } : {}) };
}
