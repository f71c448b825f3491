import { randomUUID } from "node:crypto";
import { UserError } from "../../reporting/user-error.ts";
import type { EventRouter } from "../bus/event-router.ts";
import type { Invocation } from "../lambda/lambda-runtime.ts";
import { TooManyRequestsError } from "../lambda/reserved-concurrency.ts";
import { eventBridgeService } from "../services/event-bridge.ts";
import { JOB_KINDS, jobKindOf } from "../services/job-kinds.ts";
import { functionNotFound } from "../services/lambda.ts";
import type { Operation } from "../services/service.ts";
import type { ServiceCalls } from "../services/service-calls.ts";
import { asTaskError, taskError } from "../services/task-error.ts";
import { type TaskResource, taskResource } from "../services/task-resource.ts";
import type { JsonObject } from "../states/json-value.ts";
import { StatesError } from "../states/states-error.ts";
import type { TaskCall, TaskRunner } from "../states/task-call.ts";
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
  /** "PutEvents" of the stack's buses. */
  readonly putEvents: Operation;
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

const NO_SERVICES: ServiceCalls = { named: () => undefined, local: () => undefined, served: [] };

/** Does what the Task states of a stack's state machines ask for. */
export function createTaskRunners(
  functions: FunctionCalls,
  events: EventRouter,
  services: ServiceCalls = NO_SERVICES,
): TraceableRunner {
  const { PutEvents } = eventBridgeService(events).operations;
  return (execution) => {
    const tasks: TaskTrace[] = [];
    let begun = 0;
    const begin = () => {
      const order = begun;
      begun += 1;
      return (end: Omit<TaskTrace, "order">) => void tasks.push({ order, ...end });
    };
    const context = { ...execution, functions, putEvents: PutEvents, begin };
    const runTask: TaskRunner = async (call) => {
      // The state waits for the token itself.
      const resource = call.resource.replace(/\.waitForTaskToken$/, "");
      const named = services.named(resource);
      if (named !== undefined) return named(call);
      const integration = INTEGRATIONS[resource];
      if (integration !== undefined) return integration(call, context);
      if (resource.startsWith("arn:aws:lambda:")) return invoke(resource, call.input, call, context);
      const local = services.local(resource);
      if (local !== undefined) return local(call);
      throw unsupported(call, services.served);
    };
    return { runTask, tasks };
  };
}

/** "Invoke an AWS Lambda function with Step Functions". */
async function invokeWithEnvelope(call: TaskCall, context: Context): Promise<unknown> {
  const { FunctionName, Payload } = call.input as { FunctionName: string; Payload?: unknown };
  const payload = await invoke(FunctionName, Payload ?? {}, call, context);
  return { ExecutedVersion: context.functions.versionOf(FunctionName), Payload: payload, StatusCode: 200 };
}

async function invoke(name: string, event: unknown, call: TaskCall, context: Context): Promise<unknown> {
  const { functions } = context;
  if (!functions.has(name)) throw unknownFunction(name, context);
  const end = context.begin();
  const answer = await functions.call(name, event, call.signal).catch((error) => {
    // What this machine lacks fails the task.
    if (error instanceof UserError) return failedCall(error);
    if (error instanceof TooManyRequestsError) throw new StatesError(`Lambda.${error.name}`, error.message);
    throw error;
  });
  const { durationMs, isColdStart, payload: output, functionError } = answer;
  const hasFailed = functionError !== undefined;
  end({ stateName: call.stateName, durationMs, isColdStart, output, hasFailed });
  if (hasFailed) throw failure(answer);
  return output;
}

function unknownFunction(name: string, { stateMachineArn }: Context): StatesError {
  const [, , , region = "", accountId = ""] = stateMachineArn.split(":");
  const { code, message } = functionNotFound(name, { region, accountId });
  const requestId = randomUUID();
  return taskError({ service: "lambda", isSdk: false, code, message, statusCode: 404, requestId });
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

/** "Add EventBridge events with Step Functions": the execution and its state machine are among the resources. */
async function putEvents({ input, signal }: TaskCall, context: Context): Promise<unknown> {
  const { Entries } = input as { readonly Entries?: unknown };
  const entries = (Array.isArray(Entries) ? Entries : []).map((entry: JsonObject) => ({
    ...entry,
    Detail: typeof entry.Detail === "string" ? entry.Detail : JSON.stringify(entry.Detail),
    Resources: [...arrayOf(entry.Resources), context.stateMachineArn, context.executionArn],
  }));
  const output = await eventsPut(context, entries, signal);
  if (output.FailedEntryCount === 0) return output;
  throw new StatesError("EventBridge.FailedEntry", JSON.stringify(output));
}

async function eventsPut({ putEvents }: Context, Entries: readonly JsonObject[], signal: AbortSignal) {
  try {
    return (await putEvents({ Entries }, signal)) as { readonly FailedEntryCount: number };
  } catch (error) {
    throw asTaskError(error, { service: "eventbridge", isSdk: false });
  }
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function unsupported(call: TaskCall, served: readonly string[]): UserError {
  const task = taskResource(call.resource);
  if (task?.job !== undefined && jobKindOf(task) === undefined) return unknownJob(call, task);
  const services = [LAMBDA_INVOKE, PUT_EVENTS, ...served].join(", ");
  const { service = "service", name = "service:operation" } = task ?? {};
  return new UserError({
    at: `state "${call.stateName}"`,
    expected: `one of the resources ${services} or a function's ARN`,
    found: call.resource,
    advice: `Name an endpoint by --endpoint ${service}=<url>, or an answer for "${name}" by --canned <file>.`,
  });
}

/** Whatever serves its service, nobody would say when the job is over. */
function unknownJob({ stateName, resource }: TaskCall, { name }: TaskResource): UserError {
  const jobs = ["states:startExecution", ...Object.keys(JOB_KINDS)].join(", ");
  return new UserError({
    at: `state "${stateName}"`,
    expected: `a job that the local run can wait for: ${jobs}`,
    found: resource,
    advice: `Give an answer for "${name}" by --canned <file>, which stands for the finished job.`,
  });
}
