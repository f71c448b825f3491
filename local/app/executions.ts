import { randomUUID } from "node:crypto";
import type { Clock } from "../states/clock.ts";
import { type ExecutionResult, runStateMachine } from "../states/run-state-machine.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import type { TaskTrace, TraceableRunner } from "./task-runner.ts";

/** An execution that has ended, with every call that it made. */
export interface FinishedExecution extends ExecutionResult {
  readonly tasks: readonly TaskTrace[];
}

export interface Execution {
  readonly arn: string;
  readonly stateMachineArn: string;
  readonly result: Promise<FinishedExecution>;
}

export interface Executions {
  has(stateMachineArn: string): boolean;
  start(stateMachineArn: string, input: unknown): Execution;
}

export interface ExecutionsOptions {
  readonly clock: Clock;
  readonly createTaskRunner: TraceableRunner;
  readonly signal: AbortSignal;
}

/** The state machines of a stack. */
export function createExecutions(stack: ResolvedStack, options: ExecutionsOptions): Executions {
  const machines = new Map(
    stack.ofType("aws_sfn_state_machine").map((machine) => [machine.arn, machine.attributes]),
  );
  return {
    has: (arn) => machines.has(arn),
    start(stateMachineArn, input) {
      const attributes = machines.get(stateMachineArn) ?? {};
      const name = randomUUID();
      const arn = `${stateMachineArn.replace(":stateMachine:", ":execution:")}:${name}`;
      const { runTask, tasks } = options.createTaskRunner({ executionArn: arn, stateMachineArn });
      const { clock, signal } = options;
      const result = runStateMachine(JSON.parse(String(attributes.definition)), {
        input,
        runTask,
        clock,
        signal,
        execution: { id: arn, name, roleArn: String(attributes.role_arn) },
        stateMachine: { id: stateMachineArn, name: String(attributes.name) },
      });
      return { arn, stateMachineArn, result: result.then((ended) => ({ ...ended, tasks })) };
    },
  };
}
