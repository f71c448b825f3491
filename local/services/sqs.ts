import { AwsError } from "../bus/aws-error.ts";
import { type ReceivedMessage, systemAttributes } from "../bus/message.ts";
import type { MessageAttributes } from "../bus/message-attributes.ts";
import type { MessageQueues } from "../bus/message-queues.ts";
import type { WorkCount } from "../bus/work-count.ts";
import type { JsonObject } from "../states/json-value.ts";
import type { LocalPlace } from "../synthesized/computed-attributes.ts";
import { queueArnOf } from "./queue-arn.ts";
import type { Service } from "./service.ts";
import { sqsBatch } from "./sqs-batch.ts";

export interface SqsServiceOptions {
  readonly queues: MessageQueues;
  readonly place: LocalPlace;
  /** Default: that of AWS. */
  readonly sqsEndpoint?: string;
  /** Told of who waits for messages. */
  readonly whileWaiting: WorkCount["whileWaiting"];
}

/** What the local run knows of the "Amazon SQS API Reference". */
export function sqsService({ queues, place, whileWaiting, sqsEndpoint }: SqsServiceOptions): Service {
  const endpoint = sqsEndpoint ?? `https://sqs.${place.region}.amazonaws.com`;
  const arnOf = ({ QueueUrl }: JsonObject) => queueArnOf(QueueUrl, place);
  const send = (queueArn: string, entry: JsonObject) => sendMessage(queues, queueArn, entry);
  return {
    name: "sqs",
    operations: {
      SendMessage: (input) => send(arnOf(input), input),
      SendMessageBatch: (input) => sqsBatch("SendMessage", input, (entry) => send(arnOf(input), entry)),
      ReceiveMessage: (input, signal) =>
        whileWaiting(() => receiveMessage(queues, arnOf(input), input), signal),
      DeleteMessage: (input) => done(() => queues.delete(arnOf(input), String(input.ReceiptHandle))),
      DeleteMessageBatch: (input) =>
        sqsBatch("DeleteMessage", input, (entry) =>
          done(() => queues.delete(arnOf(input), String(entry.ReceiptHandle))),
        ),
      ChangeMessageVisibility: (input) => done(() => changeVisibility(queues, arnOf(input), input)),
      ChangeMessageVisibilityBatch: (input) =>
        sqsBatch("ChangeMessageVisibility", input, (entry) =>
          done(() => changeVisibility(queues, arnOf(input), entry)),
        ),
      PurgeQueue: (input) => done(() => queues.purge(arnOf(input))),
      GetQueueUrl: ({ QueueName }) => {
        const QueueUrl = `${endpoint.replace(/\/$/, "")}/${place.accountId}/${QueueName}`;
        queues.attributes(queueArnOf(QueueUrl, place)); // refuses a queue that is not there
        return { QueueUrl };
      },
      GetQueueAttributes: (input) => {
        const Attributes = named(queues.attributes(arnOf(input)), input.AttributeNames);
        return Object.keys(Attributes).length === 0 ? {} : { Attributes };
      },
    },
  };
}

function sendMessage(queues: MessageQueues, queueArn: string, entry: JsonObject): JsonObject {
  const { MessageBody, MessageAttributes, DelaySeconds, MessageGroupId, MessageDeduplicationId } = entry;
  const sent = queues.send(queueArn, textOf(MessageBody), {
    ...(MessageAttributes !== undefined && { attributes: MessageAttributes as MessageAttributes }),
    ...(DelaySeconds !== undefined && { delaySeconds: Number(DelaySeconds) }),
    ...(MessageGroupId !== undefined && { groupId: String(MessageGroupId) }),
    ...(MessageDeduplicationId !== undefined && { deduplicationId: String(MessageDeduplicationId) }),
  });
  return {
    MessageId: sent.messageId,
    MD5OfMessageBody: sent.md5OfBody,
    ...(sent.md5OfMessageAttributes !== undefined && { MD5OfMessageAttributes: sent.md5OfMessageAttributes }),
    ...(sent.sequenceNumber !== undefined && { SequenceNumber: sent.sequenceNumber }),
  };
}

/** A task may give JSON, which Step Functions sends as text. */
function textOf(body: unknown): string {
  if (body === undefined) {
    throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.");
  }
  return typeof body === "string" ? body : JSON.stringify(body);
}

async function receiveMessage(queues: MessageQueues, queueArn: string, input: JsonObject) {
  const { MaxNumberOfMessages, VisibilityTimeout, WaitTimeSeconds } = input;
  const received = await queues.receive(queueArn, {
    ...(MaxNumberOfMessages !== undefined && { max: Number(MaxNumberOfMessages) }),
    ...(VisibilityTimeout !== undefined && { visibilityTimeoutSeconds: Number(VisibilityTimeout) }),
    ...(WaitTimeSeconds !== undefined && { waitSeconds: Number(WaitTimeSeconds) }),
  });
  return received.length === 0 ? {} : { Messages: received.map((message) => shown(message, input)) };
}

function shown(message: ReceivedMessage, input: JsonObject): JsonObject {
  const asked = input.MessageSystemAttributeNames ?? input.AttributeNames;
  const Attributes = named(systemAttributes(message), asked);
  const MessageAttributes = named(message.messageAttributes, input.MessageAttributeNames);
  const isWhole = Object.keys(MessageAttributes).length === Object.keys(message.messageAttributes).length;
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    MD5OfBody: message.md5OfBody,
    Body: message.body,
    ...(Object.keys(Attributes).length > 0 && { Attributes }),
    ...(Object.keys(MessageAttributes).length > 0 && { MessageAttributes }),
    ...(isWhole &&
      message.md5OfMessageAttributes && { MD5OfMessageAttributes: message.md5OfMessageAttributes }),
  };
}

/** The fields that were asked for, by name, by the beginning of one (`shop.*`) or all of them (`All`, `.*`). */
function named(fields: JsonObject, names: unknown): JsonObject {
  const asked = Array.isArray(names) ? names.map(String) : [];
  const isAsked = (field: string) =>
    asked.some(
      (name) =>
        name === "All" || name === field || (name.endsWith(".*") && field.startsWith(name.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(fields).filter(([field]) => isAsked(field)));
}

function changeVisibility(queues: MessageQueues, queueArn: string, entry: JsonObject): void {
  queues.changeVisibility(queueArn, String(entry.ReceiptHandle), Number(entry.VisibilityTimeout));
}

/** Of an operation without an output. */
function done(work: () => void): JsonObject {
  work();
  return {};
}
