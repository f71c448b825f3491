import { UserError } from "../../reporting/user-error.ts";
import type { Activities } from "../states/activities.ts";
import type { OnChildExecution } from "../states/child-execution.ts";
import { type Clock, realClock, simulatedClock } from "../states/clock.ts";
import { isoTime } from "../states/iso-time.ts";
import { notRedrivable } from "../states/not-redrivable.ts";
import { createProgress, type Progress } from "../states/progress.ts";
import {
  createStateMachine,
  type ExecutionResult,
  execute,
  type StateMachine,
} from "../states/run-state-machine.ts";
import { createTaskTokens, type TaskTokens } from "../states/task-tokens.ts";
import { type CannedTasks, cannedTasks } from "./canned-tasks.ts";
import { answeringTokens } from "./token-answers.ts";

export interface WorkflowRun {
  /** The input of the execution, as a JSON value. Default: `{}`. */
  readonly input?: unknown;
  /** What its tasks do. Default: none, for a state machine without tasks. */
  readonly tasks?: CannedTasks;
  /**
   * With `simulated` no wait and no retry takes time; a date is its first moment. Default: `simulated`, from the present moment.
   */
  readonly clock?: "simulated" | "real" | Date | Clock;
  /** Numbers in [0, 1) for jitter and random functions. Default: Math.random. */
  readonly random?: () => number;
  /**
   * For a task that waits for its token and whose function gives nothing: the test sends the token back with these. Default: tokens
   * that nobody else has.
   */
  readonly tokens?: TaskTokens;
  /** For workers of activities in the test. Default: tasks of activities are done by `tasks`. */
  readonly activities?: Activities;
  /** Told of each child execution of a distributed Map state and its history. */
  readonly onChildExecution?: OnChildExecution;
  /** Default: STANDARD. */
  readonly type?: "STANDARD" | "EXPRESS";
  /** Stops the execution, which ends as ABORTED. */
  readonly signal?: AbortSignal;
  /**
   * What an earlier `runWorkflow` of the same definition gave, an execution that did not succeed: it goes on at the states that failed,
   * with the input that it had, as "RedriveExecution" does. Default: a new execution.
   */
  readonly redrive?: ExecutionResult;
}

/** What a redrive goes on from, by what was given. */
const attempts = new WeakMap<ExecutionResult, Attempt>();

interface Attempt {
  readonly progress: Progress;
  readonly input: unknown;
  /** Of the first attempt, ISO 8601. */
  readonly startTime: string;
  readonly redriveCount: number;
}

const ACCOUNT = "us-east-1:123456789012";

/**
 * Runs a state machine in a test, without AWS: `definition` is its Amazon States Language as JSON or text. Resolves however the
 * execution ends, with its status, output or error, and the events of its history.
 *
 * @throws UserError for a definition that AWS would refuse, one that cannot run on this machine, and a task that `tasks` lacks.
 */
export async function runWorkflow(
  definition: string | object,
  {
    input = {},
    tasks = {},
    clock = "simulated",
    type,
    tokens = createTaskTokens(),
    redrive,
    ...rest
  }: WorkflowRun = {},
): Promise<ExecutionResult> {
  const parsed = typeof definition === "string" ? parse(definition) : definition;
  const machine = createStateMachine(parsed, type);
  const time = clockOf(clock);
  const earlier = redrive && redrivable(redrive, machine);
  const attempt: Attempt = {
    progress: createProgress(earlier?.progress),
    input: earlier === undefined ? input : earlier.input,
    startTime: earlier?.startTime ?? isoTime(time.nowMs()),
    redriveCount: earlier === undefined ? 0 : earlier.redriveCount + 1,
  };
  const result = await execute(machine, {
    ...rest,
    input: attempt.input,
    progress: attempt.progress,
    ...(redrive && { redrive: { count: attempt.redriveCount, events: redrive.events } }),
    runTask: answeringTokens(cannedTasks(tasks), tokens),
    tokens,
    clock: time,
    execution: {
      startTime: attempt.startTime,
      id: `arn:aws:states:${ACCOUNT}:execution:workflow:test`,
      name: "test",
      roleArn: "arn:aws:iam::123456789012:role/workflow",
    },
    stateMachine: { id: `arn:aws:states:${ACCOUNT}:stateMachine:workflow`, name: "workflow" },
  });
  attempts.set(result, attempt);
  return result;
}

function redrivable(earlier: ExecutionResult, machine: StateMachine): Attempt {
  const attempt = attempts.get(earlier);
  const reason = attempt === undefined ? "another result" : notRedrivable(machine, earlier);
  if (attempt !== undefined && reason === undefined) return attempt;
  throw new UserError({
    at: "redrive",
    expected: "what runWorkflow gave for an execution that can be redriven",
    found: String(reason),
    advice: "Start a new execution.",
  });
}

function clockOf(clock: NonNullable<WorkflowRun["clock"]>): Clock {
  if (clock === "real") return realClock;
  if (clock === "simulated") return simulatedClock(Date.now());
  return clock instanceof Date ? simulatedClock(clock.getTime()) : clock;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError({
      at: "state machine definition",
      expected: "JSON",
      found: (error as Error).message,
      advice: "Correct the definition.",
    });
  }
}
