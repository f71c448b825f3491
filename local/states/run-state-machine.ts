import type { Activities } from "./activities.ts";
import { checkDefinition } from "./check-definition.ts";
import type { StateMachineType } from "./check-resource.ts";
import type { OnChildExecution } from "./child-execution.ts";
import type { Clock } from "./clock.ts";
import type { ErrorWatch } from "./handle-errors.ts";
import { createHistory, MOST_EVENTS, type Trail } from "./history.ts";
import type { HistoryEvent } from "./history-event.ts";
import { isoTime } from "./iso-time.ts";
import type { JsonObject } from "./json-value.ts";
import type { Progress } from "./progress.ts";
import { runBranch } from "./run-branch.ts";
import { createScope } from "./scope.ts";
import type { Branch } from "./state-run.ts";
import { StatesError } from "./states-error.ts";
import type { TaskRunner } from "./task-call.ts";
import { createTaskTokens, type TaskTokens } from "./task-tokens.ts";

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
  /** Who else may send back the tokens of tasks. Default: nobody but `runTask`. */
  readonly tokens?: TaskTokens;
  /** Default: none; tasks of activities are left to `runTask`. */
  readonly activities?: Activities;
  /** Told of each event as it happens. */
  readonly onEvent?: (event: HistoryEvent) => void;
  /** Told of each child execution of a distributed Map state when it has ended; its events are kept nowhere else. */
  readonly onChildExecution?: OnChildExecution;
  readonly errorWatch?: ErrorWatch;
  /** Stops the execution, which ends as ABORTED. */
  readonly signal?: AbortSignal;
  /** Where it is noted how far the execution comes, for a redrive. Default: nowhere. */
  readonly progress?: Progress;
  /** Of an execution that goes on where `progress` says that its earlier attempts have ended. */
  readonly redrive?: Redrive;
  /** Numbers in [0, 1) for jitter and the random functions. Default: Math.random. */
  readonly random?: () => number;
}

/** Follows "Restarting state machine executions with redrive in Step Functions". */
export interface Redrive {
  /** From 1. */
  readonly count: number;
  /** The history so far. */
  readonly events: readonly HistoryEvent[];
}

/** How an execution ended, as "DescribeExecution" says it, and its history. */
export interface ExecutionResult {
  readonly status: "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
  /** Of an execution that succeeded. */
  readonly output?: unknown;
  /** The name of the error, where there is one; an execution that is timed out or aborted has none. */
  readonly error?: string;
  readonly cause?: string;
  readonly events: readonly HistoryEvent[];
}

/** A definition that was checked. */
export interface StateMachine {
  readonly definition: JsonObject;
  readonly type: StateMachineType;
}

/** Throws UserError where AWS would refuse the definition, the parsed JSON of its Amazon States Language. */
export function createStateMachine(definition: unknown, type: StateMachineType = "STANDARD"): StateMachine {
  checkDefinition(definition, type);
  return { definition, type };
}

/** An Express workflow is over after five minutes, whatever its definition says ("Choosing workflow type in Step Functions"). */
const EXPRESS_SECONDS = 300;

/** AWS counts no events of an Express workflow, but a loop without end must not fill the memory before its time is up. */
const MOST_EXPRESS_EVENTS = 250_000;

/** Runs a definition once: see {@link execute}. Throws UserError where AWS would refuse it. */
export async function runStateMachine(definition: unknown, options: RunOptions): Promise<ExecutionResult> {
  return execute(createStateMachine(definition), options);
}

/** Runs a state machine. Resolves however the execution ends; throws whatever `runTask` throws that is no StatesError. */
export async function execute(
  { definition, type }: StateMachine,
  options: RunOptions,
): Promise<ExecutionResult> {
  const { clock, signal } = options;
  const events: HistoryEvent[] = [...(options.redrive?.events ?? [])];
  const onEvent = (event: HistoryEvent) => {
    events.push(event);
    options.onEvent?.(event);
  };
  const isExpress = type === "EXPRESS";
  const earlierEvents = events.length;
  const maxEvents = isExpress ? MOST_EXPRESS_EVENTS : MOST_EVENTS;
  const trail = createHistory({ clock, onEvent, maxEvents, earlierEvents });
  const end = endOf(clock, signal, timeoutSeconds(definition, isExpress));
  recordStart(trail, options);
  try {
    const output = await runBranch(wholeBranch(definition, options, trail, end.signal));
    trail.record("ExecutionSucceeded", undefined, { output });
    return { status: "SUCCEEDED", output, events };
  } catch (thrown) {
    // Whatever a task throws once it is stopped, it is the stop that ended the execution.
    if (signal?.aborted === true) return concluded("ABORTED", trail, events);
    if (end.signal.aborted) return concluded("TIMED_OUT", trail, events);
    if (!(thrown instanceof StatesError)) throw thrown;
    return concluded("FAILED", trail, events, thrown);
  } finally {
    end.cancel();
  }
}

function recordStart(trail: Trail, { input, execution: { roleArn }, redrive }: RunOptions): void {
  if (redrive === undefined) {
    trail.record("ExecutionStarted", undefined, { input, ...(roleArn !== undefined && { roleArn }) });
  } else {
    trail.record("ExecutionRedriven", undefined, { redriveCount: redrive.count });
  }
}

function timeoutSeconds({ TimeoutSeconds }: JsonObject, isExpress: boolean): number {
  const declared = typeof TimeoutSeconds === "number" ? TimeoutSeconds : Number.POSITIVE_INFINITY;
  return isExpress ? Math.min(declared, EXPRESS_SECONDS) : declared;
}

/** A signal that is aborted when the user stops the execution or its time is up. */
function endOf(clock: Clock, stop: AbortSignal | undefined, seconds: number) {
  const timeUp = new AbortController();
  if (!Number.isFinite(seconds)) return { signal: stop ?? timeUp.signal, cancel: () => {} };
  const done = new AbortController();
  clock.sleep(seconds * 1000, done.signal).then(
    () => timeUp.abort(),
    () => {},
  );
  const signal = stop === undefined ? timeUp.signal : AbortSignal.any([stop, timeUp.signal]);
  return { signal, cancel: () => done.abort() };
}

function wholeBranch(definition: JsonObject, options: RunOptions, trail: Trail, signal: AbortSignal): Branch {
  const { clock, runTask, input, execution, stateMachine, random = Math.random } = options;
  const queryLanguage = String(definition.QueryLanguage ?? "JSONPath");
  const {
    tokens = createTaskTokens(),
    activities,
    onChildExecution,
    errorWatch,
    progress,
    redrive,
  } = options;
  const shared = { clock, runTask, random, tokens, activities, onChildExecution, errorWatch, progress };
  const machine = { ...shared, queryLanguage, runBranch };
  const context = {
    Execution: {
      Id: execution.id,
      Input: input,
      Name: execution.name,
      ...(execution.roleArn === undefined ? {} : { RoleArn: execution.roleArn }),
      StartTime: execution.startTime ?? isoTime(clock.nowMs()),
      RedriveCount: redrive?.count ?? 0,
      ...(redrive !== undefined && { RedriveTime: isoTime(trail.lastMs()) }),
    },
    StateMachine: { Id: stateMachine.id, Name: stateMachine.name },
  };
  return { machine, definition, input, scope: createScope(), context, trail, signal };
}

const LAST_EVENTS = {
  FAILED: "ExecutionFailed",
  TIMED_OUT: "ExecutionTimedOut",
  ABORTED: "ExecutionAborted",
} as const;

function concluded(
  status: keyof typeof LAST_EVENTS,
  trail: Trail,
  events: readonly HistoryEvent[],
  { error, cause }: { readonly error?: string; readonly cause?: string } = {},
): ExecutionResult {
  const failure = { ...(error && { error }), ...(cause && { cause }) };
  const told = status === "TIMED_OUT" ? { error: "States.Timeout" } : failure;
  trail.record(LAST_EVENTS[status], undefined, told);
  return { status, ...failure, events };
}
