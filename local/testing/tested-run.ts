import { simulatedClock } from "../states/clock.ts";
import { dialectOf } from "../states/dialect-of.ts";
import type { ErrorWatch } from "../states/handle-errors.ts";
import { createHistory } from "../states/history.ts";
import { isoTime } from "../states/iso-time.ts";
import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import { createScope } from "../states/scope.ts";
import { STATE_KINDS } from "../states/state-kinds.ts";
import type { StateBehaviour, StateRun } from "../states/state-run.ts";
import { createTaskTokens } from "../states/task-tokens.ts";
import { ITEMS_IN_CONTEXT, mockedState } from "./mocked-state.ts";
import type { StateTest } from "./test-state.ts";
import { answeringTokens } from "./token-answers.ts";

/** Whatever a state is called: "TestState" knows it by no other name, unless it is given one. */
const NAME_IN_CONTEXT = "StateName";

/** Only states that may have `Retry` know how often they were retried. */
const COUNTING_RETRIES = new Set<unknown>(["Task", "Map", "Parallel"]);

interface TestedState {
  readonly name: string;
  readonly state: JsonObject;
  readonly isInMap: boolean;
  /** Of the state machine around it. */
  readonly queryLanguage: string;
}

/** A state that stands alone, as it is once it was entered. */
export function testedRun(
  { name, state: declared, isInMap, queryLanguage }: TestedState,
  test: StateTest,
  errorWatch: ErrorWatch,
): { readonly run: StateRun; readonly behaviour: StateBehaviour } {
  const { input = {}, variables = {}, items } = test;
  const language = String(declared.QueryLanguage ?? queryLanguage);
  const known = { name, state: declared, language, behaviour: STATE_KINDS.get(declared.Type)?.behaviour };
  const { state, behaviour, runTask, runBranch } = mockedState(known, test);
  const clock = simulatedClock(Date.now());
  const given = test.context ?? {};
  const tokens = createTaskTokens(tokenIn(given));
  const scope = createScope();
  scope.assign(variables);
  const time = isoTime(clock.nowMs());
  const count = COUNTING_RETRIES.has(declared.Type) && { RetryCount: 0 };
  const State = { EnteredTime: time, Name: NAME_IN_CONTEXT, ...count, ...objectIn(given, "State") };
  const itemsThere = items !== undefined && language === "JSONPath" && { [ITEMS_IN_CONTEXT]: items };
  const run: StateRun = {
    machine: {
      clock,
      runTask: answeringTokens(runTask, tokens),
      random: Math.random,
      queryLanguage,
      runBranch,
      tokens,
      errorWatch,
    },
    name,
    state,
    input,
    scope,
    context: { ...(test.context ?? defaultContext(input, time, isInMap)), State, ...itemsThere },
    dialect: dialectOf(language),
    trail: createHistory({ clock, onEvent: () => {} }),
    signal: new AbortController().signal,
  };
  return { run, behaviour };
}

function objectIn(context: JsonObject, field: string): JsonObject {
  const value = context[field];
  return isJsonObject(value) ? value : {};
}

/** The token that the test has for its task. */
function tokenIn(context: JsonObject): (() => string) | undefined {
  const { Token } = objectIn(context, "Task");
  return typeof Token === "string" ? () => Token : undefined;
}

function defaultContext(input: unknown, StartTime: string, isInMap: boolean): JsonObject {
  const account = "arn:aws:states:us-east-1:123456789012";
  return {
    Execution: { Id: `${account}:execution:test:test`, Input: input, Name: "test", StartTime },
    StateMachine: { Id: `${account}:stateMachine:test`, Name: "test" },
    ...(isInMap && { Map: { Item: { Index: 0, Value: input } } }),
  };
}
