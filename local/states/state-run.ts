import type { Clock } from "./clock.ts";
import type { Dialect } from "./dialect.ts";
import type { History } from "./history.ts";
import type { JsonObject } from "./json-value.ts";
import type { Scope } from "./scope.ts";
import type { TaskRunner } from "./task-call.ts";

/** What all states of one execution share. */
export interface Machine {
  readonly clock: Clock;
  readonly runTask: TaskRunner;
  /** Numbers in [0, 1) for jitter and the random functions. */
  readonly random: () => number;
  readonly history: History;
  /** The `QueryLanguage` of the whole definition. */
  readonly queryLanguage: string;
  /** Runs the states inside a Parallel or Map state. */
  readonly runBranch: (branch: Branch) => Promise<unknown>;
}

/** A group of states with its own start: the whole definition, a branch of a Parallel or an iteration of a Map. */
export interface Branch {
  readonly machine: Machine;
  readonly definition: unknown;
  readonly input: unknown;
  readonly scope: Scope;
  /** The context object; each state puts its own `State` part into it. */
  readonly context: JsonObject;
  /** "" for the whole definition, else `Improve[1]/Crops[0]`. */
  readonly path: string;
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
  readonly branch: string;
  readonly signal: AbortSignal;
}

/** What a state hands on: its output, and the state that comes next, if any. */
export interface StateOutcome {
  readonly output: unknown;
  readonly next: string | undefined;
}

/** How a type of state runs. */
export type StateBehaviour = (run: StateRun) => Promise<StateOutcome>;
