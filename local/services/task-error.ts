import { randomUUID } from "node:crypto";
import { AwsError } from "../bus/aws-error.ts";
import { StatesError } from "../states/states-error.ts";
import { dynamoDbTaskError } from "./dynamodb/dynamodb-task-error.ts";
import { pascalCase } from "./field-case.ts";

/** Services that optimized integrations name otherwise than the SDK for Java does. */
const OPTIMIZED: Readonly<Record<string, string>> = {
  ecs: "ECS",
  sfn: "StepFunctions",
  sns: "SNS",
  sqs: "SQS",
};

/** Services that the SDK for Java does not just write with a capital letter. */
const SDK: Readonly<Record<string, string>> = {
  dynamodbstreams: "DynamoDbStreams",
  eventbridge: "EventBridge",
};

export interface ServiceFailure {
  /** As in the resource: `sqs`. */
  readonly service: string;
  /** As in the error's class of the SDK for Java: `CloudWatchLogs`. Default: known ones, else the name capitalized. */
  readonly className?: string;
  readonly isSdk: boolean;
  /** As the API names it: `QueueDoesNotExist`. */
  readonly code: string;
  readonly message: string;
  /** Default: 400. */
  readonly statusCode?: number;
  readonly requestId: string;
}

/**
 * What a service refuses as a task sees it ("AWS SDK service integrations" in the AWS Step Functions Developer Guide):
 * `S3.NoSuchKeyException`, with the text of the SDK for Java as its cause.
 */
export function taskError(failure: ServiceFailure): StatesError {
  if (failure.service === "dynamodb") return dynamoDbTaskError(failure);
  const { service, isSdk, code, message, statusCode = 400, requestId } = failure;
  const sdkName = failure.className ?? SDK[service] ?? pascalCase(service);
  const prefix = isSdk ? sdkName : (OPTIMIZED[service] ?? sdkName);
  const cause = `${message} (Service: ${sdkName}, Status Code: ${statusCode}, Request ID: ${requestId})`;
  return new StatesError(`${prefix}.${exceptionName(code)}`, cause);
}

/** What a local service throws as a task sees it: what it refuses is a {@link taskError}, all else is what it was. */
export function asTaskError(error: unknown, called: Pick<ServiceFailure, "service" | "isSdk">): unknown {
  if (!(error instanceof AwsError)) return error;
  const { code, message } = error;
  return taskError({ ...called, code, message, requestId: randomUUID() });
}

/** Every class of an exception ends so. */
function exceptionName(code: string): string {
  return code.endsWith("Exception") ? code : `${code.replace(/Error$/, "")}Exception`;
}
