import { definitionError, inWords } from "./definition-error.ts";
import { findHandler } from "./error-match.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { exhaustionError } from "./exhaustion.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { mostAttempts, retryDelayMs } from "./retry-delay.ts";
import type { StateBehaviour, StateOutcome, StateRun } from "./state-run.ts";
import { isRecorded, StatesError } from "./states-error.ts";

/** Told of errors that a state's own rules take. */
export interface ErrorWatch {
  /** Before the wait for the `retryCount`-th retry (from 1), which the retrier at `index` asks for. */
  retrying(failure: StatesError, retry: { retryCount: number; index: number; delayMs: number }): void;
  catching(failure: StatesError, index: number): void;
}

/**
 * Runs a state with its `Retry` and `Catch`. `enteredId` is the history's id of the event that entered it; a state that is tested alone has
 * none.
 */
export async function handleErrors(
  run: StateRun,
  behaviour: StateBehaviour,
  enteredId?: number,
): Promise<StateOutcome> {
  try {
    return await behaviour(run);
  } catch (thrown) {
    return recover(run, behaviour, enteredId, thrown);
  }
}

/** What comes of a state whose first attempt has failed: its `Retry` and `Catch` decide. */
export async function recover(
  run: StateRun,
  behaviour: StateBehaviour,
  enteredId: number | undefined,
  firstThrown: unknown,
): Promise<StateOutcome> {
  const attemptsByRetrier = new Map<number, number>();
  let attempt = run;
  let thrown = firstThrown;
  for (let retryCount = 1; ; retryCount += 1) {
    const failure = placed(thrown, run, enteredId);
    if (!(await waitForRetry(run, failure, attemptsByRetrier, retryCount))) {
      return await conclude(attempt, failure, enteredId);
    }
    attempt = { ...run, context: withRetryCount(run.context, retryCount), isJustEntered: false };
    try {
      return await behaviour(attempt);
    } catch (again) {
      thrown = again;
    }
  }
}

/** What comes of a state that has no retries left. */
async function conclude(
  run: StateRun,
  failure: StatesError,
  enteredId: number | undefined,
): Promise<StateOutcome> {
  recordFailure(run, failure);
  try {
    return await placing(run, enteredId, () => catchError(run, failure));
  } catch (last) {
    if (last !== failure) recordFailure(run, last);
    recordEnd(run, last);
    throw last;
  }
}

/** Of a state with branches the history tells that it has failed, caught or not. */
function recordFailure({ name, state, signal, trail }: StateRun, failure: unknown): void {
  if (state.Type !== "Parallel" && state.Type !== "Map") return;
  if (isRecorded(failure) && !signal.aborted) trail.record(`${state.Type}StateFailed`, name);
}

/** Of a task that ends its branch the history tells that its state is aborted. */
function recordEnd({ name, state, signal, trail }: StateRun, failure: unknown): void {
  if (state.Type !== "Task" || trail.branch === "") return;
  if (isRecorded(failure) && !signal.aborted) trail.record("TaskStateAborted", name);
}

/** A state without `Retry` that is tested alone has no count. */
function withRetryCount(context: JsonObject, retryCount: number): JsonObject {
  const { State } = context;
  if (!isJsonObject(State) || State.RetryCount === undefined) return context;
  return { ...context, State: { ...State, RetryCount: retryCount } };
}

/** An evaluation error as the failure of its state; rethrows what is none of the workflow's business. */
function placed(thrown: unknown, run: StateRun, enteredId: number | undefined): StatesError {
  if (thrown instanceof StatesError) return thrown;
  const evaluation = thrown instanceof EvaluationError ? thrown : exhaustionError(thrown);
  if (evaluation === undefined) throw thrown;
  const { error, location, message } = evaluation;
  const cause = enteredId === undefined ? message : `${placeOf(run, enteredId)} ${message}`;
  // AWS tells of it apart only where a state is in JSONata.
  if (error === "States.QueryEvaluationError") {
    const details = { error, cause, ...(location === undefined ? {} : { location }), state: run.name };
    run.trail.record("EvaluationFailed", run.name, details);
  }
  return new StatesError(error, cause);
}

function placeOf({ name }: StateRun, enteredId: number): string {
  return `An error occurred while executing the state '${name}' (entered at the event id #${enteredId}).`;
}

async function placing<T>(run: StateRun, enteredId: number | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw placed(thrown, run, enteredId);
  }
}

/** Waits as the matching retrier says and gives true; false where there is none, or it has no attempts left. */
async function waitForRetry(
  run: StateRun,
  failure: StatesError,
  attempts: Map<number, number>,
  retryCount: number,
): Promise<boolean> {
  const found = findHandler(run.state.Retry, failure.error, failure.alias);
  if (found === undefined) return false;
  const { handler, index } = found;
  const attempt = (attempts.get(index) ?? 0) + 1;
  if (attempt > mostAttempts(handler)) return false;
  attempts.set(index, attempt);
  const { clock, errorWatch, random } = run.machine;
  const delayMs = retryDelayMs(handler, attempt, random);
  errorWatch?.retrying(failure, { retryCount, index, delayMs });
  await clock.sleep(delayMs, run.signal);
  return true;
}

async function catchError(run: StateRun, failure: StatesError): Promise<StateOutcome> {
  const found = findHandler(run.state.Catch, failure.error, failure.alias);
  if (found === undefined) throw failure;
  const { error, cause } = failure;
  const { Next } = found.handler;
  const place = `Catch[${found.index}]`;
  if (typeof Next !== "string") {
    throw definitionError(`States/${run.name}/${place}/Next`, "the name of a state", inWords(Next));
  }
  run.machine.errorWatch?.catching(failure, found.index);
  const errorOutput = { Error: error, Cause: cause };
  return { output: await run.dialect.caught(run, found.handler, errorOutput, `${place}/`), next: Next };
}
