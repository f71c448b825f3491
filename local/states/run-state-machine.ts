import { checkDefinition } from "./check-definition.ts";
import { checkRunsLocally } from "./check-runs-locally.ts";
import type { Clock } from "./clock.ts";
import { createHistory, type ExecutionEvent, type History } from "./history.ts";
import type { JsonObject } from "./json-value.ts";
import { runBranch } from "./run-branch.ts";
import { createScope } from "./scope.ts";
import type { Branch } from "./state-run.ts";
import { StatesError } from "./states-error.ts";
import type { TaskRunner } from "./task-call.ts";

export interface RunOptions {
  readonly input: unknown;
  readonly runTask: TaskRunner;
  readonly clock: Clock;
  readonly execution: {
    /** The execution's ARN. */
    readonly id: string;
    readonly name: string;
    /** The role's ARN. Default: the context object has none. */
    readonly roleArn?: string;
    /** ISO 8601. Default: the clock's time. */
    readonly startTime?: string;
  };
  readonly stateMachine: { readonly id: string; readonly name: string };
  /** Told of each event as it happens. */
  readonly onEvent?: (event: ExecutionEvent) => void;
  /** Stops the execution, which ends as ABORTED. */
  readonly signal?: AbortSignal;
  /** Numbers in [0, 1) for jitter and the random functions. Default: Math.random. */
  readonly random?: () => number;
}

/** How an execution ended, as "DescribeExecution" says it, and all that happened. */
export interface ExecutionResult {
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  /** Of an execution that succeeded. */
  readonly output?: unknown;
  /** The name of the error, where there is one; an execution that is timed out or aborted has none. */
  readonly error?: string;
  readonly cause?: string;
  readonly events: readonly ExecutionEvent[];
}

/**
 * Runs a state machine's definition, the parsed JSON of its Amazon States Language.
 *
 * Resolves however the execution ends. Throws UserError where the definition is wrong or cannot run on this machine, and
 * whatever `runTask` throws that is no StatesError.
 */
export async function runStateMachine(definition: unknown, options: RunOptions): Promise<ExecutionResult> {
  checkDefinition(definition);
  checkRunsLocally(definition);
  const { clock, signal } = options;
  const events: ExecutionEvent[] = [];
  const history = createHistory(clock, (event) => {
    events.push(event);
    options.onEvent?.(event);
  });
  const end = endOf(clock, signal, definition.TimeoutSeconds);
  history.record({ type: "ExecutionStarted", branch: "" });
  try {
    const output = await runBranch(wholeBranch(definition, options, history, end.signal));
    return conclude(history, events, { status: "SUCCEEDED", output });
  } catch (thrown) {
    // Whatever a task throws once it is stopped, it is the stop that ended the execution.
    if (signal?.aborted === true) return conclude(history, events, { status: "ABORTED" });
    if (end.signal.aborted) return conclude(history, events, { status: "TIMED_OUT" });
    if (!(thrown instanceof StatesError)) throw thrown;
    return conclude(history, events, { status: "FAILED", ...namedParts(thrown) });
  } finally {
    end.cancel();
  }
}

/** A signal that is aborted when the user stops the execution or its time is up. */
function endOf(clock: Clock, stop: AbortSignal | undefined, timeoutSeconds: unknown) {
  const timeUp = new AbortController();
  const done = new AbortController();
  if (typeof timeoutSeconds === "number") {
    clock.sleep(timeoutSeconds * 1000, done.signal).then(
      () => timeUp.abort(),
      () => {},
    );
  }
  const signals = stop === undefined ? [timeUp.signal] : [stop, timeUp.signal];
  return { signal: AbortSignal.any(signals), cancel: () => done.abort() };
}

function wholeBranch(
  definition: JsonObject,
  options: RunOptions,
  history: History,
  signal: AbortSignal,
): Branch {
  const { clock, runTask, input, execution, stateMachine, random = Math.random } = options;
  const queryLanguage = String(definition.QueryLanguage ?? "JSONPath");
  const machine = { clock, runTask, random, history, queryLanguage, runBranch };
  const context = {
    Execution: {
      Id: execution.id,
      Input: input,
      Name: execution.name,
      ...(execution.roleArn === undefined ? {} : { RoleArn: execution.roleArn }),
      StartTime: execution.startTime ?? new Date(clock.nowMs()).toISOString(),
      RedriveCount: 0,
    },
    StateMachine: { Id: stateMachine.id, Name: stateMachine.name },
  };
  return { machine, definition, input, scope: createScope(), context, path: "", signal };
}

function namedParts({ error, cause }: StatesError) {
  return { ...(error === "" ? {} : { error }), ...(cause === "" ? {} : { cause }) };
}

const LAST_EVENTS = {
  SUCCEEDED: "ExecutionSucceeded",
  FAILED: "ExecutionFailed",
  TIMED_OUT: "ExecutionTimedOut",
  ABORTED: "ExecutionAborted",
} as const;

function conclude(
  history: History,
  events: readonly ExecutionEvent[],
  ending: Omit<ExecutionResult, "events">,
): ExecutionResult {
  const { status, error, cause } = ending;
  history.record({ type: LAST_EVENTS[status], branch: "", ...(error && { error }), ...(cause && { cause }) });
  return { ...ending, events };
}
