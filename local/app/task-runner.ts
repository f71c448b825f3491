import { UserError } from "../../reporting/user-error.ts";
import type { Invocation } from "../lambda/lambda-runtime.ts";
import { TooManyRequestsError } from "../lambda/reserved-concurrency.ts";
import { StatesError } from "../states/states-error.ts";
import type { TaskCall, TaskRunner } from "../states/task-call.ts";
import type { EventRouter } from "./event-router.ts";
import type { FunctionCalls } from "./function-calls.ts";

/** One call of a function by a state. */
export interface TaskTrace {
  readonly stateName: string;
  /** The place among the execution's calls by their beginning. */
  readonly order: number;
  readonly durationMs: number;
  readonly isColdStart: boolean;
  /** What the function gave; the error's JSON where it failed. */
  readonly output: unknown;
  readonly hasFailed: boolean;
}

/** Makes a runner that notes the calls it makes. */
export type TraceableRunner = (execution: {
  readonly executionArn: string;
  readonly stateMachineArn: string;
}) => { readonly runTask: TaskRunner; readonly tasks: readonly TaskTrace[] };

type Integration = (call: TaskCall, context: Context) => Promise<unknown>;

interface Context {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly functions: FunctionCalls;
  readonly events: EventRouter;
  /** Notes the beginning of a call, and gives what notes its end. */
  readonly begin: () => (end: Omit<TaskTrace, "order">) => void;
}

const LAMBDA_INVOKE = "arn:aws:states:::lambda:invoke";
/** The name of the error of a task whose function this machine cannot run. */
const NOT_RUN = "Terraloom.NotRunLocally";
const PUT_EVENTS = "arn:aws:states:::events:putEvents";

const INTEGRATIONS: Readonly<Record<string, Integration>> = {
  [LAMBDA_INVOKE]: invokeWithEnvelope,
  [PUT_EVENTS]: putEvents,
};

/** Does what the Task states of a stack's state machines ask for. */
export function createTaskRunners(functions: FunctionCalls, events: EventRouter): TraceableRunner {
  return (execution) => {
    const tasks: TaskTrace[] = [];
    let begun = 0;
    const begin = () => {
      const order = begun;
      begun += 1;
      return (end: Omit<TaskTrace, "order">) => void tasks.push({ order, ...end });
    };
    const context = { ...execution, functions, events, begin };
    const runTask: TaskRunner = async (call) => {
      const integration = INTEGRATIONS[call.resource];
      if (integration !== undefined) return integration(call, context);
      if (call.resource.startsWith("arn:aws:lambda:"))
        return invoke(call.resource, call.input, call, context);
      throw unsupported(call);
    };
    return { runTask, tasks };
  };
}

/** "Invoke an AWS Lambda function with Step Functions". */
async function invokeWithEnvelope(call: TaskCall, context: Context): Promise<unknown> {
  const { FunctionName, Payload } = call.input as { FunctionName: string; Payload?: unknown };
  const payload = await invoke(FunctionName, Payload ?? {}, call, context);
  return { ExecutedVersion: "1", Payload: payload, StatusCode: 200 };
}

async function invoke(name: string, event: unknown, call: TaskCall, context: Context): Promise<unknown> {
  const end = context.begin();
  const { functions } = context;
  const answer = await functions.call(name, event, call.signal).catch((error) => {
    // What this machine lacks fails the task; a function that nobody declared ends the execution.
    if (error instanceof UserError && functions.has(name)) return failedCall(error);
    if (error instanceof TooManyRequestsError) throw new StatesError(`Lambda.${error.name}`, error.message);
    throw error;
  });
  const { durationMs, isColdStart, payload: output, functionError } = answer;
  const hasFailed = functionError !== undefined;
  end({ stateName: call.stateName, durationMs, isColdStart, output, hasFailed });
  if (hasFailed) throw failure(answer);
  return output;
}

/** A call that could not be made, told as if the function had failed. */
function failedCall({ message }: UserError): Omit<Invocation, "requestId" | "maxRssMb"> {
  const payload = { errorType: NOT_RUN, errorMessage: message };
  return { payload, functionError: "Unhandled", durationMs: 0, isColdStart: false };
}

function failure({ payload }: Pick<Invocation, "payload">): StatesError {
  const { errorType } = (payload ?? {}) as { errorType?: unknown };
  return new StatesError(
    typeof errorType === "string" ? errorType : "Lambda.Unknown",
    JSON.stringify(payload),
  );
}

interface Entry {
  readonly EventBusName?: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: unknown;
  readonly Resources?: readonly string[];
}

/** "Add EventBridge events with Step Functions": the execution and its state machine are among the resources. */
async function putEvents(call: TaskCall, context: Context): Promise<unknown> {
  const { Entries } = call.input as { Entries: readonly Entry[] };
  const entries = Entries.map((entry) => {
    const { id } = context.events.put(entry.EventBusName ?? "default", {
      source: entry.Source,
      "detail-type": entry.DetailType,
      detail: typeof entry.Detail === "string" ? JSON.parse(entry.Detail) : entry.Detail,
      resources: [...(entry.Resources ?? []), context.stateMachineArn, context.executionArn],
    });
    return { EventId: id };
  });
  return { FailedEntryCount: 0, Entries: entries };
}

function unsupported(call: TaskCall): UserError {
  return new UserError({
    at: `state "${call.stateName}"`,
    expected: `one of the resources ${LAMBDA_INVOKE}, ${PUT_EVENTS} or a function's ARN`,
    found: call.resource,
    advice: "The local run cannot call that service; leave the state out, or call it from a function.",
  });
}
