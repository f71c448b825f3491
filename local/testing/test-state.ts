import { checkAll } from "../states/check-all.ts";
import { checkDefinition } from "../states/check-definition.ts";
import { checkState } from "../states/check-state.ts";
import { handleErrors } from "../states/handle-errors.ts";
import type { InspectedField } from "../states/inspection.ts";
import type { JsonObject } from "../states/json-value.ts";
import { stateChecks } from "../states/state-checks.ts";
import { StatesError } from "../states/states-error.ts";
import { checkResult } from "./checked-result.ts";
import type { StateMock } from "./mocked-state.ts";
import { stateIn } from "./state-in.ts";
import { testedRun } from "./tested-run.ts";

export interface StateTest {
  /** Default: `{}`. */
  readonly input?: unknown;
  /** Which state of a whole state machine, also inside of Map and Parallel states, or the name of a single one. Default: `StateName`. */
  readonly stateName?: string;
  /** The variables that were assigned before. Default: none. */
  readonly variables?: JsonObject;
  /**
   * What the context object has: in `State` and `Task` beside or instead of what is there anyway. Default: an execution and a state machine
   * named `test`, and for a state inside of a Map state its input as the first item.
   */
  readonly context?: JsonObject;
  /** What the state's task, or the iterations and branches of a Map and Parallel state, do. Default: they run; tasks are refused. */
  readonly mock?: StateMock;
  /** Where the clients of the SDK are installed, by which a mock's result is checked. Default: the working directory. */
  readonly projectFolder?: string;
  /** How often its retrier has tried already. Default: 0. */
  readonly retryCount?: number;
  /** What the `ItemReader` of a Map state gives. Default: its call of S3 is refused as any task is. */
  readonly items?: readonly unknown[];
  /** Of a distributed Map state with mocked results: how many of its iterations count as failed. Default: 0. */
  readonly failedIterations?: number;
  /** Whether the result shows the data on its way through the state. Default: false. */
  readonly inspect?: boolean;
}

/** How a state ended, as "TestState" says it: `RETRIABLE` where its `Retry` takes the error, `CAUGHT_ERROR` where its `Catch` does. */
export interface StateResult {
  readonly status: "SUCCEEDED" | "FAILED" | "CAUGHT_ERROR" | "RETRIABLE";
  /** Of a state that succeeded, or whose error was caught. */
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  /** The data on its way through the state, as the inspection level DEBUG shows it, where the test asked for it. */
  readonly inspection?: Inspection;
}

export type Inspection = Readonly<Partial<Record<InspectedField, unknown>>>;

/**
 * Runs one state in a test, without AWS: `definition` is that of the state, or of a state machine that has it. Waits take no time.
 *
 * @throws UserError for a state or a state machine that AWS would refuse, a mock that does not fit it, and a task without one.
 */
export async function testState(definition: object, test: StateTest = {}): Promise<StateResult> {
  const whole = definition as JsonObject;
  const name = test.stateName ?? "StateName";
  const { state, isInMap } = stateIn(whole, name);
  if (whole.States === undefined) checkSingle(name, state);
  else checkDefinition(whole);

  await checkMock(name, state, test);

  const inspection: Partial<Record<InspectedField, unknown>> = {};
  const caught: StatesError[] = [];
  const queryLanguage = String(whole.QueryLanguage ?? "JSONPath");
  const { run, behaviour } = testedRun({ name, state, isInMap, queryLanguage }, test, {
    retrying(failure, { retryCount, index, delayMs }) {
      if (retryCount <= (test.retryCount ?? 0)) return;
      inspection.errorDetails = { retryIndex: index, retryBackoffIntervalSeconds: delayMs / 1000 };
      throw new Retried(failure);
    },
    catching(failure, catchIndex) {
      inspection.errorDetails = { catchIndex };
      caught.push(failure);
    },
  });
  const inspect = (field: InspectedField, value: unknown) => {
    inspection[field] = value;
  };
  inspect("input", run.input);
  const outcome = await ending(() => handleErrors({ ...run, inspect }, behaviour), caught);
  const variables = run.scope.variables();
  if (Object.keys(variables).length > 0) inspect("variables", variables);
  return test.inspect === true ? { ...outcome, inspection } : outcome;
}

/** A state without a state machine around it, which leads to states that nobody knows. */
function checkSingle(name: string, state: JsonObject): void {
  const place = `States/${name}`;
  checkAll([() => checkState(state, place), ...stateChecks({ name, state, place }, "JSONPath", "STANDARD")]);
}

async function checkMock(
  stateName: string,
  state: JsonObject,
  { mock, projectFolder = "." }: StateTest,
): Promise<void> {
  if (mock === undefined || !("result" in mock)) return;
  const { result, fieldValidationMode: mode = "STRICT" } = mock;
  await checkResult({ stateName, state, result, mode, projectFolder });
}

async function ending(
  work: () => ReturnType<typeof handleErrors>,
  caught: readonly StatesError[],
): Promise<Omit<StateResult, "inspection">> {
  try {
    const { output, next } = await work();
    const [failure] = caught;
    const status = failure === undefined ? "SUCCEEDED" : "CAUGHT_ERROR";
    return { status, output, ...(failure && parts(failure)), ...(next !== undefined && { nextState: next }) };
  } catch (thrown) {
    if (thrown instanceof Retried) return { status: "RETRIABLE", ...parts(thrown.failure) };
    if (thrown instanceof StatesError) return { status: "FAILED", ...parts(thrown) };
    throw thrown;
  }
}

/** Ends the test at the retry that is one too many. */
class Retried extends Error {
  readonly failure: StatesError;

  constructor(failure: StatesError) {
    super(failure.error);
    this.failure = failure;
  }
}

function parts({ error, cause }: StatesError) {
  return { ...(error ? { error } : {}), ...(cause ? { cause } : {}) };
}
