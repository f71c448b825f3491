import { randomUUID } from "node:crypto";
import { AwsError } from "../bus/aws-error.ts";
import type { Activities } from "../states/activities.ts";
import type { StateMachineType } from "../states/check-resource.ts";
import type { Clock } from "../states/clock.ts";
import type { HistoryEvent } from "../states/history-event.ts";
import { jsonEquals } from "../states/json-value.ts";
import { createStateMachine, type ExecutionResult, type StateMachine } from "../states/run-state-machine.ts";
import type { AwaitingState, TaskTokens } from "../states/task-tokens.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import type { Attributes } from "../synthesized/synthesized-stack.ts";
import { beginExecution } from "./begin-execution.ts";
import { createKeptExecutions } from "./kept-executions.ts";
import type { TaskTrace, TraceableRunner } from "./task-runner.ts";

/** An execution that has ended, with every call that it made. */
export interface FinishedExecution extends ExecutionResult {
  readonly tasks: readonly TaskTrace[];
}

export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly input: unknown;
  /** In milliseconds since 1970. */
  readonly startMs: number;
  /** What happened so far. */
  readonly events: readonly HistoryEvent[];
  /** Of the last attempt. */
  readonly result: Promise<FinishedExecution>;
  /** How often it was redriven. */
  readonly redriveCount: number;
  /** When it was redriven last, in milliseconds since 1970. */
  readonly redriveMs: number | undefined;
  /** Why it cannot be redriven now, in the words of "DescribeExecution"; undefined where it can. */
  notRedrivable(): string | undefined;
  /**
   * Goes on where its last attempt has failed.
   *
   * @throws AwsError ExecutionNotRedrivable
   */
  redrive(): void;
  /** How it ended; undefined while it runs. */
  ended(): FinishedExecution | undefined;
  /** Its states that wait for a token now. */
  awaiting(): readonly AwaitingState[];
  /** Ends it as ABORTED; nothing happens where it has ended. */
  stop(failure?: { readonly error?: string; readonly cause?: string }): void;
}

/** A state machine of the stack, as it was declared. */
export interface DeclaredMachine {
  readonly arn: string;
  readonly name: string;
  readonly type: StateMachineType;
  readonly roleArn: string;
  /** The Amazon States Language, as text. */
  readonly definition: string;
}

export interface Executions {
  has(stateMachineArn: string): boolean;
  machine(stateMachineArn: string): DeclaredMachine | undefined;
  /**
   * @param name Default: a new one
   * @throws AwsError StateMachineDoesNotExist; ExecutionAlreadyExists for a name that a Standard execution has. While
   * that one runs and has the same input, it is given instead.
   */
  start(stateMachineArn: string, input: unknown, name?: string): Execution;
  /** Of those that have ended, the latest are known. */
  find(executionArn: string): Execution | undefined;
  /** Those of a state machine that are known, the last one first. */
  of(stateMachineArn: string): readonly Execution[];
  /** Those that have not ended, of all state machines. */
  running(): readonly Execution[];
}

export interface ExecutionsOptions {
  readonly clock: Clock;
  readonly createTaskRunner: TraceableRunner;
  readonly signal: AbortSignal;
  /** Who else may send back the tokens of tasks. Default: nobody. */
  readonly tokens?: TaskTokens;
  /** Called when a state begins to wait for a token. */
  readonly onWait?: () => void;
  /** Default: none. */
  readonly activities?: Activities;
}

/** The state machines of a stack. */
export function createExecutions(stack: ResolvedStack, options: ExecutionsOptions): Executions {
  const machines = new Map(
    stack
      .ofType("aws_sfn_state_machine")
      .map(({ arn, attributes }) => [arn, declaredMachine(arn, attributes)]),
  );
  /** Read once, by the first execution of each; what AWS would refuse fails every one. */
  const read = new Map<string, StateMachine>();
  const stateMachineOf = ({ arn, type, definition }: DeclaredMachine): StateMachine => {
    const known = read.get(arn) ?? createStateMachine(JSON.parse(definition), type);
    read.set(arn, known);
    return known;
  };
  const started = createKeptExecutions();
  return {
    has: (arn) => machines.has(arn),
    machine: (arn) => machines.get(arn),
    start(stateMachineArn, input, name = randomUUID()) {
      const machine = machines.get(stateMachineArn);
      if (machine === undefined) throw noStateMachine(stateMachineArn);
      const arn = executionArn(machine, name);
      const earlier = started.get(arn);
      if (earlier !== undefined && isSame(earlier, input)) return earlier;
      if (earlier !== undefined) {
        throw new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${arn}'`);
      }
      const execution = beginExecution(machine, { arn, name, input }, { ...options, stateMachineOf });
      started.add(execution);
      return execution;
    },
    find: (arn) => started.get(arn),
    of: (stateMachineArn) =>
      started
        .all()
        .filter((one) => one.stateMachineArn === stateMachineArn)
        .reverse(),
    running: () => started.all().filter((one) => one.ended() === undefined),
  };
}

function declaredMachine(arn: string, attributes: Attributes): DeclaredMachine {
  return {
    arn,
    name: String(attributes.name),
    type: attributes.type === "EXPRESS" ? "EXPRESS" : "STANDARD",
    roleArn: String(attributes.role_arn),
    definition: String(attributes.definition),
  };
}

export function noStateMachine(arn: string): AwsError {
  return new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
}

/** Express executions may share a name: their ARNs have an id of their own behind it. */
function executionArn({ arn, type }: DeclaredMachine, name: string): string {
  if (type === "EXPRESS") return `${arn.replace(":stateMachine:", ":express:")}:${name}:${randomUUID()}`;
  return `${arn.replace(":stateMachine:", ":execution:")}:${name}`;
}

/** "StartExecution" speaks of the same input and not of the same text: the order of keys says nothing in JSON. */
function isSame(earlier: Execution, input: unknown): boolean {
  return earlier.ended() === undefined && jsonEquals(earlier.input, input);
}
