import type { Expression } from "./expression.ts";

/** When and how often a failed step is tried again ("Error handling in Step Functions": Retry). */
export interface RetryRule {
  /** Error names; `States.ALL` for every one. */
  readonly errors: readonly string[];
  /** Before the first further try. Default: 1. */
  readonly intervalSeconds?: number;
  /** Further tries. Default: 3. */
  readonly maxAttempts?: number;
  /** What each wait is multiplied by for the next. Default: 2. */
  readonly backoffRate?: number;
  /** The longest wait. Default: no bound. */
  readonly maxDelaySeconds?: number;
  /** Spreads the waits at random, so that many executions do not come back at once. Default: false. */
  readonly jitter?: boolean;
}

/** The error that a handler handles. */
export interface Failure {
  readonly Error: string;
  readonly Cause: string;
}

/** A workflow function by the name that a state machine binds to a Lambda function. */
export interface FunctionCall {
  readonly integration: "lambda";
  readonly function: string;
}

/** Events for a bus, by the name that a state machine binds to it. */
export interface EventCall {
  readonly integration: "events";
  readonly bus: string;
}

interface Named {
  readonly name: string;
}

interface Keeping {
  /** The variable that holds the result for later steps. */
  readonly keep?: string;
}

export interface TaskStep extends Named, Keeping {
  readonly kind: "task";
  readonly call: FunctionCall | EventCall;
  readonly arguments: unknown;
  readonly retry: readonly RetryRule[];
  readonly timeoutSeconds?: number;
}

export interface ChoiceBranch {
  readonly condition: Expression<boolean>;
  readonly steps: readonly Step[];
}

export interface ChoiceStep extends Named {
  readonly kind: "choice";
  readonly branches: readonly ChoiceBranch[];
}

export interface ParallelStep extends Named, Keeping {
  readonly kind: "parallel";
  readonly branches: readonly (readonly Step[])[];
}

export interface MapStep extends Named, Keeping {
  readonly kind: "map";
  readonly items: unknown;
  readonly steps: readonly Step[];
  readonly maxConcurrency?: number;
}

export interface PassStep extends Named, Keeping {
  readonly kind: "pass";
  readonly output: unknown;
}

export interface WaitStep extends Named {
  readonly kind: "wait";
  readonly seconds: number | Expression<number>;
}

export interface SucceedStep extends Named {
  readonly kind: "succeed";
  readonly output?: unknown;
}

export interface FailStep extends Named {
  readonly kind: "fail";
  readonly error: unknown;
  readonly cause: unknown;
}

/** Goes to the handler of the attempt it stands in, as if a task had failed so. */
export interface RaiseStep extends Named {
  readonly kind: "raise";
  readonly error: unknown;
  readonly cause: unknown;
}

/** Steps, and the steps that take over when one of them fails. */
export interface AttemptStep {
  readonly kind: "attempt";
  readonly body: readonly Step[];
  readonly errors: readonly string[];
  readonly handler: readonly Step[];
}

/** One step of a workflow: plain, frozen data. */
export type Step =
  | TaskStep
  | ChoiceStep
  | ParallelStep
  | MapStep
  | PassStep
  | WaitStep
  | SucceedStep
  | FailStep
  | RaiseStep
  | AttemptStep;
