import { definitionError, inWords } from "./definition-error.ts";
import { findHandler } from "./error-match.ts";
import { EvaluationError } from "./evaluation-error.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import { mostAttempts, retryDelayMs } from "./retry-delay.ts";
import type { StateBehaviour, StateOutcome, StateRun } from "./state-run.ts";
import { StatesError } from "./states-error.ts";

/** Runs a state with its `Retry` and `Catch`. `enteredId` is the history's id of the event that entered it. */
export async function handleErrors(
  run: StateRun,
  behaviour: StateBehaviour,
  enteredId: number,
): Promise<StateOutcome> {
  const attemptsByRetrier = new Map<number, number>();
  for (let retryCount = 0; ; retryCount += 1) {
    const attempt = { ...run, context: withRetryCount(run.context, retryCount) };
    try {
      return await behaviour(attempt);
    } catch (thrown) {
      const failure = placed(thrown, run, enteredId);
      if (await waitForRetry(run, failure, attemptsByRetrier, retryCount + 1)) continue;
      return await placing(run, enteredId, () => catchError(attempt, failure));
    }
  }
}

/** A state without `Retry` that is tested alone has no count. */
function withRetryCount(context: JsonObject, retryCount: number): JsonObject {
  const { State } = context;
  if (!isJsonObject(State) || State.RetryCount === undefined) return context;
  return { ...context, State: { ...State, RetryCount: retryCount } };
}

/** An evaluation error as the failure of its state; rethrows what is none of the workflow's business. */
function placed(thrown: unknown, run: StateRun, enteredId: number): StatesError {
  if (thrown instanceof StatesError) return thrown;
  if (!(thrown instanceof EvaluationError)) throw thrown;
  const place = `An error occurred while executing the state '${run.name}' (entered at the event id #${enteredId}). `;
  return new StatesError(thrown.error, place + thrown.message);
}

async function placing<T>(run: StateRun, enteredId: number, work: () => Promise<T>): Promise<T> {
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
  const found = findHandler(run.state.Retry, failure.error);
  if (found === undefined) return false;
  const attempt = (attempts.get(found.index) ?? 0) + 1;
  if (attempt > mostAttempts(found.handler)) return false;
  attempts.set(found.index, attempt);
  const { clock, history, random } = run.machine;
  const { error, cause } = failure;
  history.record({
    type: "TaskRetried",
    stateName: run.name,
    branch: run.branch,
    error,
    cause,
    attempt: retryCount,
  });
  await clock.sleep(retryDelayMs(found.handler, attempt, random), run.signal);
  return true;
}

async function catchError(run: StateRun, failure: StatesError): Promise<StateOutcome> {
  const found = findHandler(run.state.Catch, failure.error);
  if (found === undefined) throw failure;
  const { error, cause } = failure;
  const { Next } = found.handler;
  const place = `Catch[${found.index}]`;
  if (typeof Next !== "string") {
    throw definitionError(`States.${run.name}.${place}.Next`, "the name of a state", inWords(Next));
  }
  run.machine.history.record({ type: "ErrorCaught", stateName: run.name, branch: run.branch, error, cause });
  const errorOutput = { Error: error, Cause: cause };
  return { output: await run.dialect.caught(run, found.handler, errorOutput, `${place}/`), next: Next };
}
