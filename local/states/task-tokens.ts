import { randomUUID } from "node:crypto";
import { StatesError } from "./states-error.ts";

/** How a worker ends a task whose token it has, as "SendTaskSuccess", "SendTaskFailure" and "SendTaskHeartbeat" do. All throw TaskTokenError. */
export interface TaskTokens {
  /** `output` is the task's result, as a JSON value. */
  succeed(token: string, output: unknown): void;
  fail(token: string, failure: { readonly error?: string; readonly cause?: string }): void;
  heartbeat(token: string): void;
  /** A token for a task of a state that begins to wait. */
  issue(state: AwaitingState): PendingTask;
}

/** A state that waits for a token. */
export interface AwaitingState {
  readonly stateName: string;
  /** That of the state: with `.waitForTaskToken` at its end, or an activity's ARN. */
  readonly resource: string;
}

/** A task that waits for its token to come back. */
export interface PendingTask {
  readonly token: string;
  /** What the worker sent; a StatesError where it failed. */
  readonly result: Promise<unknown>;
  /** Called with each heartbeat from now on. */
  onHeartbeat(beat: () => void): void;
  /** The task waits no longer: its token is refused from now on. */
  close(): void;
}

/** A token that no waiting task has. `name` is the code of the API: `InvalidToken`, or `TaskTimedOut` where the task is over. */
export class TaskTokenError extends Error {
  override readonly name: "InvalidToken" | "TaskTimedOut";

  constructor(name: "InvalidToken" | "TaskTimedOut") {
    super(
      name === "InvalidToken"
        ? "Invalid Token: 'Invalid token'"
        : "Task Timed Out: 'Provided task does not exist anymore'",
    );
    this.name = name;
  }
}

interface Waiting {
  readonly settle: (outcome: { readonly output: unknown } | { readonly failure: StatesError }) => void;
  beat: () => void;
}

/** So many tokens of tasks that are over are told from invalid ones: more would fill the memory of a run that goes on for days. */
const MOST_OVER = 100_000;

/**
 * The tokens of all executions that run side by side.
 *
 * @param newToken gives one that no waiting task has. Default: a UUID.
 */
export function createTaskTokens(newToken: () => string = randomUUID): TaskTokens {
  const waiting = new Map<string, Waiting>();
  const over = new Set<string>();
  const find = (token: string): Waiting => {
    const task = waiting.get(token);
    if (task === undefined) throw new TaskTokenError(over.has(token) ? "TaskTimedOut" : "InvalidToken");
    return task;
  };
  const close = (token: string) => {
    if (waiting.delete(token)) over.add(token);
    const [oldest] = over;
    if (over.size > MOST_OVER && oldest !== undefined) over.delete(oldest);
  };
  return {
    succeed(token, output) {
      find(token).settle({ output });
      close(token);
    },
    fail(token, { error = "", cause = "" }) {
      find(token).settle({ failure: new StatesError(error, cause) });
      close(token);
    },
    heartbeat: (token) => find(token).beat(),
    issue() {
      const token = newToken();
      const result = new Promise<unknown>((resolve, reject) => {
        waiting.set(token, {
          settle: (outcome) => ("failure" in outcome ? reject(outcome.failure) : resolve(outcome.output)),
          beat: () => {},
        });
      });
      result.catch(() => {}); // whoever waits for it sees the failure, also where that comes before the wait
      return {
        token,
        result,
        onHeartbeat(beat) {
          const task = waiting.get(token);
          if (task !== undefined) task.beat = beat;
        },
        close: () => close(token),
      };
    },
  };
}
