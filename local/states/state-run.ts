import type { Activities } from "./activities.ts";
import type { OnChildExecution } from "./child-execution.ts";
import type { Clock } from "./clock.ts";
import type { Dialect } from "./dialect.ts";
import type { ErrorWatch } from "./handle-errors.ts";
import type { Trail } from "./history.ts";
import type { Inspect } from "./inspection.ts";
import type { JsonObject } from "./json-value.ts";
import type { Progress } from "./progress.ts";
import type { Scope } from "./scope.ts";
import type { TaskRunner } from "./task-call.ts";
import type { TaskTokens } from "./task-tokens.ts";

/** What all states of one execution share. */
export interface Machine {
  readonly clock: Clock;
  readonly runTask: TaskRunner;
  /** Numbers in [0, 1) for jitter and the random functions. */
  readonly random: () => number;
  /** The `QueryLanguage` of the whole definition. */
  readonly queryLanguage: string;
  /** Runs the states inside a Parallel or Map state. */
  readonly runBranch: (branch: Branch) => Promise<unknown>;
  readonly tokens: TaskTokens;
  /** Activities that workers ask for; a task of another one is left to `runTask`. */
  readonly activities?: Activities | undefined;
  /** Told of each child execution of a distributed Map state when it has ended. */
  readonly onChildExecution?: OnChildExecution | undefined;
  /** Where it is noted how far the execution has come. */
  readonly progress?: Progress | undefined;
  /** Told of errors that are retried or caught. */
  readonly errorWatch?: ErrorWatch | undefined;
}

/** A group of states with its own start: the whole definition, a branch of a Parallel or an iteration of a Map. */
export interface Branch {
  readonly machine: Machine;
  readonly definition: unknown;
  readonly input: unknown;
  readonly scope: Scope;
  /** The context object; each state puts its own `State` part into it. */
  readonly context: JsonObject;
  readonly trail: Trail;
  readonly signal: AbortSignal;
}

/** One state, once entered (or retried). */
export interface StateRun {
  readonly machine: Machine;
  readonly name: string;
  readonly state: JsonObject;
  readonly input: unknown;
  readonly scope: Scope;
  readonly context: JsonObject;
  readonly dialect: Dialect;
  readonly trail: Trail;
  readonly signal: AbortSignal;
  /** Whether it was entered in this moment; not so where it is retried. Default: false. */
  readonly isJustEntered?: boolean;
  /** Told of the data on its way through the state, where somebody looks on. */
  readonly inspect?: Inspect | undefined;
}

/** What a state hands on: its output, and the state that comes next, if any. */
export interface StateOutcome {
  readonly output: unknown;
  readonly next: string | undefined;
  /** Whether it is there in the moment of the last event that the state itself recorded. Default: false. */
  readonly isAtOnce?: boolean;
}

/** How a type of state runs: one that waits for nothing gives its outcome at once. */
export type StateBehaviour = (run: StateRun) => StateOutcome | Promise<StateOutcome>;
