import { createHash, randomUUID } from "node:crypto";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";

/** A message as it lies in a queue. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly receiveCount: number;
}

/** A message as a function gets it ("Using Lambda with Amazon SQS"). */
export interface SqsRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount: string };
  readonly messageAttributes: Readonly<Record<string, never>>;
  readonly md5OfBody: string;
  readonly eventSource: "aws:sqs";
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

/** The function that a queue feeds. */
export interface QueueSource {
  readonly functionArn: string;
  /** The most messages that it gets at once. */
  readonly batchSize: number;
  readonly isWaitingForMore: boolean;
  /** Whether its answer says which messages failed. */
  readonly isReportingItems: boolean;
}

/** Hands a batch to a function and gives the ids of the messages that have to come again; all where it throws. */
export type ConsumeBatch = (source: QueueSource, records: readonly SqsRecord[]) => Promise<readonly string[]>;

export interface MessageQueues {
  has(queueArn: string): boolean;
  send(queueArn: string, body: unknown): void;
  /** What nobody took yet, or what no retry of another queue could get through. */
  waiting(queueArn: string): readonly Message[];
  /** Hands over what waits for its batch to fill up; false where there was nothing. */
  flush(): boolean;
}

interface LocalQueue {
  readonly arn: string;
  readonly messages: Message[];
  readonly source: QueueSource | undefined;
  readonly maxReceiveCount: number;
  readonly deadLetterArn: string | undefined;
}

/** Of a queue without a dead-letter queue: AWS tries until a message is too old, a local run has to come to an end. */
const MAX_RECEIVES = 3;

/**
 * The queues of a stack, in memory, and the functions that they feed. Messages that fail come again with the next batch,
 * until they go to the dead-letter queue ("Using Lambda with Amazon SQS"). Those for a function that is left out stay.
 */
export function createMessageQueues(
  stack: ResolvedStack,
  region: string,
  consume: ConsumeBatch,
  isLeftOut: (functionArn: string) => boolean = () => false,
): MessageQueues {
  const queues = new Map(readQueues(stack, isLeftOut).map((queue) => [queue.arn, queue]));

  const handOver = async (queue: LocalQueue, source: QueueSource): Promise<void> => {
    const batch = queue.messages.splice(0, source.batchSize).map(received);
    const records = batch.map((message) => sqsRecord(message, queue.arn, region));
    const failed = new Set(
      await consume(source, records).catch(() => records.map(({ messageId }) => messageId)),
    );
    for (const message of batch.filter(({ messageId }) => failed.has(messageId))) putBack(queue, message);
    handOverWhen(isFilled);
  };

  const putBack = (queue: LocalQueue, message: Message): void => {
    const dead = queues.get(queue.deadLetterArn ?? "");
    if (message.receiveCount < queue.maxReceiveCount) queue.messages.push(message);
    else if (dead !== undefined) dead.messages.push(message);
  };

  const handOverWhen = (isDue: (queue: LocalQueue, source: QueueSource) => boolean): boolean => {
    let isAny = false;
    for (const queue of queues.values()) {
      while (queue.source !== undefined && queue.messages.length > 0 && isDue(queue, queue.source)) {
        isAny = true;
        void handOver(queue, queue.source);
      }
    }
    return isAny;
  };

  const isFilled = ({ messages }: LocalQueue, { isWaitingForMore, batchSize }: QueueSource) =>
    !isWaitingForMore || messages.length >= batchSize;

  return {
    has: (queueArn) => queues.has(queueArn),
    send(queueArn, body) {
      const text = typeof body === "string" ? body : JSON.stringify(body);
      queues.get(queueArn)?.messages.push({ messageId: randomUUID(), body: text, receiveCount: 0 });
      handOverWhen(isFilled);
    },
    waiting: (queueArn) => queues.get(queueArn)?.messages ?? [],
    flush: () => handOverWhen(() => true),
  };
}

function received(message: Message): Message {
  return { ...message, receiveCount: message.receiveCount + 1 };
}

function sqsRecord(message: Message, queueArn: string, region: string): SqsRecord {
  return {
    messageId: message.messageId,
    receiptHandle: message.messageId,
    body: message.body,
    attributes: { ApproximateReceiveCount: String(message.receiveCount) },
    messageAttributes: {},
    md5OfBody: createHash("md5").update(message.body).digest("hex"),
    eventSource: "aws:sqs",
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

interface RedrivePolicy {
  readonly deadLetterTargetArn?: string;
  readonly maxReceiveCount?: number;
}

function readQueues(
  stack: ResolvedStack,
  isLeftOut: (functionArn: string) => boolean,
): readonly LocalQueue[] {
  const mappings = stack
    .ofType("aws_lambda_event_source_mapping")
    .filter(({ attributes }) => !isLeftOut(String(attributes.function_name)));
  return stack.ofType("aws_sqs_queue").map(({ arn, attributes }) => {
    const redrive = JSON.parse(String(attributes.redrive_policy ?? "{}")) as RedrivePolicy;
    const mapping = mappings.find((candidate) => candidate.attributes.event_source_arn === arn)?.attributes;
    return {
      arn,
      messages: [],
      source: mapping && {
        functionArn: String(mapping.function_name),
        batchSize: Number(mapping.batch_size ?? 10),
        isWaitingForMore: Number(mapping.maximum_batching_window_in_seconds ?? 0) > 0,
        isReportingItems: reportsItems(mapping.function_response_types),
      },
      maxReceiveCount: redrive.maxReceiveCount ?? MAX_RECEIVES,
      deadLetterArn: redrive.deadLetterTargetArn,
    };
  });
}

function reportsItems(responseTypes: unknown): boolean {
  return Array.isArray(responseTypes) && responseTypes.includes("ReportBatchItemFailures");
}
