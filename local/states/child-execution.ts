import type { HistoryEvent } from "./history-event.ts";
import { isoTime } from "./iso-time.ts";
import { isJsonObject, type JsonObject } from "./json-value.ts";
import type { StateRun } from "./state-run.ts";

/** An execution that a distributed Map state started and that has ended. */
export interface ChildExecution {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: "SUCCEEDED" | "FAILED";
  readonly input: unknown;
  /** Of a child that succeeded. */
  readonly output?: unknown;
  /** Of a child that failed. */
  readonly error?: string;
  readonly cause?: string;
  readonly startMs: number;
  readonly stopMs: number;
  readonly redriveCount: number;
}

/** A child that a Map Run which failed has not brought to its end: it was stopped, or never began. */
export interface UnendedChild
  extends Pick<ChildExecution, "executionArn" | "stateMachineArn" | "name" | "input" | "redriveCount"> {
  readonly status: "ABORTED" | "PENDING";
  /** Of one that was stopped. */
  readonly startMs?: number;
  readonly stopMs?: number;
}

/** Is told of a child execution and its history when it has ended. */
export type OnChildExecution = (child: ChildExecution, events: readonly HistoryEvent[]) => void;

/** The names of what a distributed Map state starts. */
export interface MapRun {
  readonly arn: string;
  /** The ARN and the name of the state machine that its children are executions of. */
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
}

/** `id` is the last part of the ARN. */
export function mapRunOf({ context, name, state }: StateRun, id: string): MapRun {
  const label = typeof state.Label === "string" ? state.Label : name;
  const { Id, Name } = isJsonObject(context.StateMachine) ? context.StateMachine : {};
  const stateMachineArn = `${Id}/${label}`;
  return {
    arn: `${stateMachineArn.replace(":stateMachine:", ":mapRun:")}:${id}`,
    stateMachineArn,
    stateMachineName: `${Name}/${label}`,
  };
}

export function childArn({ stateMachineArn }: MapRun, name: string): string {
  return `${stateMachineArn.replace(":stateMachine:", ":execution:")}:${name}`;
}

interface ChildOfContext extends Pick<ChildExecution, "name" | "input" | "startMs" | "redriveCount"> {
  /** When this attempt began. */
  readonly attemptMs: number;
}

/** The context object of a child execution, which knows nothing of the Map state around it. */
export function childContext(run: StateRun, mapRun: MapRun, child: ChildOfContext): JsonObject {
  const { name, input, startMs, redriveCount, attemptMs } = child;
  const { RedriveTime: _, ...parent } = isJsonObject(run.context.Execution) ? run.context.Execution : {};
  return {
    Execution: {
      ...parent,
      Id: childArn(mapRun, name),
      Input: input,
      Name: name,
      StartTime: isoTime(startMs),
      RedriveCount: redriveCount,
      ...(redriveCount > 0 && { RedriveTime: isoTime(attemptMs) }),
    },
    StateMachine: { Id: mapRun.stateMachineArn, Name: mapRun.stateMachineName },
  };
}

/** All that AWS writes down of a child execution, as `Transformation` NONE of "ResultWriter (Map)" leaves it. */
export function executionRecord(child: ChildExecution | UnendedChild): JsonObject {
  const { status, startMs, stopMs } = child;
  const hasSucceeded = status === "SUCCEEDED";
  return {
    ExecutionArn: child.executionArn,
    Input: JSON.stringify(child.input),
    InputDetails: { Included: true },
    Name: child.name,
    ...(status === "SUCCEEDED" && { Output: JSON.stringify(child.output) }),
    ...(status === "FAILED" && { Error: child.error, Cause: child.cause }),
    OutputDetails: { Included: true },
    RedriveCount: child.redriveCount,
    ...(hasSucceeded
      ? {
          RedriveStatus: "NOT_REDRIVABLE",
          RedriveStatusReason: "Execution is SUCCEEDED and cannot be redriven",
        }
      : { RedriveStatus: "REDRIVABLE" }),
    ...(startMs !== undefined && { StartDate: isoTime(startMs) }),
    StateMachineArn: child.stateMachineArn,
    Status: status,
    ...(stopMs !== undefined && { StopDate: isoTime(stopMs) }),
  };
}
