import { AwsError } from "../bus/aws-error.ts";
import { isJsonObject, type JsonObject, parsedJson } from "../states/json-value.ts";
import { DynamoDbError } from "./dynamodb/dynamodb-error.ts";
import type { Service } from "./service.ts";
import type { ServiceReply, ServiceRequest } from "./service-server.ts";

/** The services of the AWS JSON protocols, by what stands before the operation in `X-Amz-Target`. */
const TARGETS: Readonly<Record<string, string>> = {
  AmazonSQS: "sqs",
  DynamoDB_20120810: "dynamodb",
  DynamoDBStreams_20120810: "dynamodbstreams",
  AWSEvents: "eventbridge",
  AWSStepFunctions: "sfn",
};

/** What the older protocol of SQS calls an error; SDKs that know it take it from a header. */
const QUERY_ERRORS: Readonly<Record<string, string>> = {
  BatchEntryIdsNotDistinct: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
  BatchRequestTooLong: "AWS.SimpleQueueService.BatchRequestTooLong",
  EmptyBatchRequest: "AWS.SimpleQueueService.EmptyBatchRequest",
  InvalidBatchEntryId: "AWS.SimpleQueueService.InvalidBatchEntryId",
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  TooManyEntriesInBatchRequest: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
};

/** "AWS JSON 1.0 and 1.1 protocols": the operation is named by a header. @throws AwsError */
export async function answerJson(
  { headers, body, signal }: ServiceRequest,
  services: ReadonlyMap<string, Service>,
): Promise<ServiceReply> {
  const [prefix = "", name = ""] = String(headers["x-amz-target"] ?? "").split(".");
  const service = services.get(Object.hasOwn(TARGETS, prefix) ? String(TARGETS[prefix]) : "");
  const operation = service && Object.hasOwn(service.operations, name) && service.operations[name];
  if (!operation) {
    const known = service ? Object.keys(service.operations).join(", ") : Object.keys(TARGETS).join(", ");
    throw new AwsError("UnknownOperationException", `The local run has no ${prefix}.${name}, but ${known}.`);
  }
  const output = await operation(readObject(body), signal);
  return jsonReply(200, output);
}

export function refusedJson(error: unknown): ServiceReply {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AwsError)) return jsonReply(500, { __type: "InternalFailure", message });
  const members = error instanceof DynamoDbError ? error.members : {};
  const reply = jsonReply(400, { __type: error.code, message, ...members });
  const queryError = QUERY_ERRORS[error.code];
  if (queryError === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, "x-amzn-query-error": `${queryError};Sender` } };
}

function jsonReply(status: number, body: unknown): ServiceReply {
  const headers = { "content-type": "application/x-amz-json-1.0" };
  return { status, headers, body: JSON.stringify(body) };
}

function readObject(body: string): JsonObject {
  const input = parsedJson(body === "" ? "{}" : body);
  if (isJsonObject(input)) return input;
  throw new AwsError("SerializationException", "The request is not a JSON object.");
}
