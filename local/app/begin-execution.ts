import { AwsError } from "../bus/aws-error.ts";
import type { HistoryEvent } from "../states/history-event.ts";
import { notRedrivable, REDRIVABLE_MS } from "../states/not-redrivable.ts";
import { createProgress, type Progress } from "../states/progress.ts";
import { execute, type StateMachine } from "../states/run-state-machine.ts";
import { createTaskTokens, type TaskTokens } from "../states/task-tokens.ts";
import { awaitedTokens } from "./awaited-tokens.ts";
import type { DeclaredMachine, Execution, ExecutionsOptions, FinishedExecution } from "./executions.ts";

export interface BeginOptions extends ExecutionsOptions {
  /** Throws where the definition cannot be read. */
  readonly stateMachineOf: (machine: DeclaredMachine) => StateMachine;
}

/** One attempt of an execution. */
interface Attempt {
  readonly result: Promise<FinishedExecution>;
  readonly progress: Progress;
  readonly stopping: AbortController;
  /** What it was stopped for. */
  reason: { readonly error?: string; readonly cause?: string };
  ended: FinishedExecution | undefined;
  readonly redriveCount: number;
  readonly startMs: number;
}

type Named = Pick<Execution, "arn" | "name" | "input">;

/** Starts an execution. */
export function beginExecution(machine: DeclaredMachine, named: Named, options: BeginOptions): Execution {
  const events: HistoryEvent[] = [];
  const tokens = awaitedTokens(options.tokens ?? createTaskTokens(), options.onWait ?? (() => {}));
  const attempting = createAttempts(machine, named, { ...options, tokens }, events);
  let attempt = attempting(undefined);
  const { startMs } = attempt;
  const reasonAgainst = () => refusal(attempt, machine, options);
  return {
    ...named,
    stateMachineArn: machine.arn,
    startMs,
    events,
    get result() {
      return attempt.result;
    },
    get redriveCount() {
      return attempt.redriveCount;
    },
    get redriveMs() {
      return attempt.redriveCount === 0 ? undefined : attempt.startMs;
    },
    ended: () => attempt.ended,
    awaiting: tokens.awaiting,
    stop(reason = {}) {
      attempt.reason = reason;
      attempt.stopping.abort(new Error("The execution is stopped."));
    },
    notRedrivable: reasonAgainst,
    redrive() {
      const reason = reasonAgainst();
      if (reason !== undefined) throw new AwsError("ExecutionNotRedrivable", reason);
      attempt = attempting(attempt);
    },
  };
}

/** Makes attempts at an execution, the first one and those that go on after another; all write one history. */
function createAttempts(
  machine: DeclaredMachine,
  { arn, name, input }: Named,
  options: BeginOptions & { readonly tokens: TaskTokens },
  events: HistoryEvent[],
) {
  const { clock, tokens, activities } = options;
  const { runTask, tasks } = options.createTaskRunner({ executionArn: arn, stateMachineArn: machine.arn });
  const startMs = clock.nowMs();
  return (earlier: Attempt | undefined): Attempt => {
    const stopping = new AbortController();
    const progress = createProgress(earlier?.progress);
    const count = earlier === undefined ? 0 : earlier.redriveCount + 1;
    const run = async (): Promise<FinishedExecution> => {
      const result = await execute(options.stateMachineOf(machine), {
        input,
        runTask,
        clock,
        signal: AbortSignal.any([options.signal, stopping.signal]),
        execution: { id: arn, name, roleArn: machine.roleArn, startTime: new Date(startMs).toISOString() },
        stateMachine: { id: machine.arn, name: machine.name },
        onEvent: (event) => events.push(event),
        progress,
        ...(count > 0 && { redrive: { count, events: [...events] } }),
        tokens,
        ...(activities && { activities }),
      });
      const stopped = result.status === "ABORTED" ? attempt.reason : {};
      attempt.ended = { ...result, ...stopped, tasks };
      return attempt.ended;
    };
    const attempt: Attempt = {
      result: run(),
      progress,
      stopping,
      reason: {},
      ended: undefined,
      redriveCount: count,
      startMs: clock.nowMs(),
    };
    return attempt;
  };
}

/** As `notRedrivable` says, or for the time that has passed. */
function refusal(
  { ended }: Attempt,
  machine: DeclaredMachine,
  { clock, stateMachineOf }: BeginOptions,
): string | undefined {
  // A definition that cannot be read has no execution that ends.
  if (ended === undefined) return "Execution is RUNNING and cannot be redriven";
  const endMs = ended.events.at(-1)?.atMs ?? 0;
  if (clock.nowMs() - endMs > REDRIVABLE_MS) return "Execution redrivable period exceeded";
  return notRedrivable(stateMachineOf(machine), ended);
}
