import type { Clock } from "../states/clock.ts";
import { isJsonObject, type JsonObject } from "../states/json-value.ts";
import type { TaskCall } from "../states/task-call.ts";
import { callSdk } from "./call-sdk.ts";
import { type CannedAnswers, cannedResult } from "./canned-answers.ts";
import { camelFields, pascalCase, pascalFields } from "./field-case.ts";
import { jobKindOf } from "./job-kinds.ts";
import { jobResult } from "./job-result.ts";
import type { Operation, Service } from "./service.ts";
import { asTaskError } from "./task-error.ts";
import { type TaskResource, taskResource } from "./task-resource.ts";
import { readableTimes } from "./task-times.ts";
import { waitForJob } from "./wait-for-job.ts";

/** Where services are that another process or server has, by name. */
export type Endpoints = Readonly<Record<string, string>>;

export interface ServiceCallsOptions {
  readonly services: readonly Service[];
  /** The user's come before the local services. */
  readonly endpoints: Endpoints;
  /** Of the local S3. Default: there is none. */
  readonly storeEndpoint?: string;
  readonly canned: CannedAnswers;
  readonly region: string;
  readonly projectFolder: string;
  /** On which jobs at endpoints are asked for, again and again. */
  readonly clock: Pick<Clock, "sleep">;
}

type TaskWork = (call: TaskCall) => Promise<unknown>;

/** The calls of services that tasks make; undefined where nobody serves a resource. */
export interface ServiceCalls {
  /** A canned answer, or a service at an endpoint, that the user named. */
  named(resource: string): TaskWork | undefined;
  /** A service that the local run has itself. */
  local(resource: string): TaskWork | undefined;
  /** What there is, to be shown: `aws-sdk:sqs`. */
  readonly served: readonly string[];
}

export function createServiceCalls(options: ServiceCallsOptions): ServiceCalls {
  const { canned, endpoints, storeEndpoint, region, projectFolder, clock } = options;
  const services = new Map(options.services.map((service) => [service.name, service]));
  const cannedNames = Object.keys(canned);
  const atEndpoint = (task: TaskResource, endpoint: string | undefined): TaskWork | undefined => {
    if (endpoint === undefined) return undefined;
    const place = { region, endpoint, projectFolder };
    if (task.job === undefined) return (call) => callSdk(task, call, place);
    const kind = jobKindOf(task);
    if (kind === undefined) return undefined;
    return (call) =>
      waitForJob(task.operation, kind, {
        ...call,
        clock,
        call: (operation, input) => callSdk({ ...task, operation }, { ...call, input }, place),
      });
  };
  const names = new Set([...services.keys(), "s3", ...Object.keys(endpoints)]);
  return {
    served: [...[...names].map((name) => `aws-sdk:${name}`), ...cannedNames].sort(),
    named(resource) {
      const task = taskResource(resource);
      const key = cannedNames.find((name) => name === resource || name === task?.name);
      const answer = key === undefined ? undefined : canned[key];
      if (answer !== undefined) return async () => cannedResult(answer);
      // What lambda:invoke adds to the API is done by the local run alone.
      if (task === undefined || (task.service === "lambda" && !task.isSdk)) return undefined;
      return atEndpoint(task, Object.hasOwn(endpoints, task.service) ? endpoints[task.service] : undefined);
    },
    local(resource) {
      const task = taskResource(resource);
      if (task?.service === "s3") return atEndpoint(task, storeEndpoint);
      const service = task && services.get(task.service);
      return service && workOf(service, task);
    },
  };
}

function workOf(service: Service, task: TaskResource): TaskWork | undefined {
  const name = pascalCase(task.operation);
  const { operations, jobs = {}, taskOutput = (output) => output } = service;
  const { job } = task;
  if (job !== undefined) {
    const wait = Object.hasOwn(jobs, name) ? jobs[name] : undefined;
    return wait && (async (call) => jobResult(await callOperation(task, wait, call), job));
  }
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  return operation && (async (call) => taskOutput(await callOperation(task, operation, call)));
}

async function callOperation(task: TaskResource, operation: Operation, call: TaskCall): Promise<unknown> {
  const { service, isSdk } = task;
  const input: JsonObject = isJsonObject(call.input) ? call.input : {};
  const isCamel = service === "sfn";
  try {
    const output = await operation(isCamel ? camelFields(input) : input, call.signal);
    return isCamel ? readableTimes(pascalFields(output), isSdk ? "iso" : "milliseconds") : output;
  } catch (error) {
    throw asTaskError(error, { service, isSdk });
  }
}
