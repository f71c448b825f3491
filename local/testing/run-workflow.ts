import { UserError } from "../../reporting/user-error.ts";
import { type Clock, realClock, simulatedClock } from "../states/clock.ts";
import { type ExecutionResult, runStateMachine } from "../states/run-state-machine.ts";
import { type CannedTasks, cannedTasks } from "./canned-tasks.ts";

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
  /** Stops the execution, which ends as ABORTED. */
  readonly signal?: AbortSignal;
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
  { input = {}, tasks = {}, clock = "simulated", random, signal }: WorkflowRun = {},
): Promise<ExecutionResult> {
  return runStateMachine(typeof definition === "string" ? parse(definition) : definition, {
    input,
    runTask: cannedTasks(tasks),
    clock: clockOf(clock),
    execution: {
      id: `arn:aws:states:${ACCOUNT}:execution:workflow:test`,
      name: "test",
      roleArn: "arn:aws:iam::123456789012:role/workflow",
    },
    stateMachine: { id: `arn:aws:states:${ACCOUNT}:stateMachine:workflow`, name: "workflow" },
    ...(random && { random }),
    ...(signal && { signal }),
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
