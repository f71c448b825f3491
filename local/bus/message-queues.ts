import { createHash, randomUUID } from "node:crypto";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import { noSuchQueue } from "./aws-error.ts";
import { createDeduplication } from "./deduplication.ts";
import { createLocalQueue, type LocalQueue, type LocalQueueOptions } from "./local-queue.ts";
import type { Message, ReceivedMessage } from "./message.ts";
import { md5OfAttributes } from "./message-attributes.ts";
import { queueAttributes } from "./queue-attributes.ts";
import { type ConsumeBatch, createQueueFeed, type QueueFeed } from "./queue-feed.ts";
import { type QueueSettings, readQueueSettings } from "./queue-settings.ts";
import { type QueueSource, readQueueSources } from "./queue-source.ts";
import { createReceiver, type ReceiveOptions } from "./receive-messages.ts";
import { checkSend, deduplicationIdOf, type SendOptions } from "./send-options.ts";
import type { SkippingClock } from "./skipping-clock.ts";

export interface SentMessage {
  readonly messageId: string;
  readonly md5OfBody: string;
  readonly md5OfMessageAttributes?: string;
  /** Of FIFO queues. */
  readonly sequenceNumber?: string;
}

/** The queues of a stack, by ARN. All but `has` and `waiting` throw `QueueDoesNotExist` for others, as SQS does. */
export interface MessageQueues {
  has(queueArn: string): boolean;
  /** Text is sent as it is, anything else as JSON. @throws AwsError for what SQS refuses */
  send(queueArn: string, body: unknown, options?: SendOptions): SentMessage;
  /** Hides what it gives; it waits for a first message as long as the queue or `waitSeconds` says. */
  receive(queueArn: string, options?: ReceiveOptions): Promise<readonly ReceivedMessage[]>;
  delete(queueArn: string, receiptHandle: string): void;
  changeVisibility(queueArn: string, receiptHandle: string, seconds: number): void;
  purge(queueArn: string): void;
  /** As "GetQueueAttributes" gives them, all of them texts. */
  attributes(queueArn: string): Readonly<Record<string, string>>;
  /** What nobody deleted yet, also what is hidden. */
  waiting(queueArn: string): readonly Message[];
}

export interface MessageQueuesOptions {
  readonly region: string;
  readonly accountId: string;
  readonly clock: SkippingClock;
  /** Stops handing over. */
  readonly signal: AbortSignal;
  readonly consume: ConsumeBatch;
  /** Whether a function cannot be run here: its queues keep their messages. Default: none. */
  readonly isLeftOut?: (functionArn: string) => boolean;
  /** What is to go wrong in standard queues. Default: nothing. */
  readonly faults?: Pick<LocalQueueOptions, "shuffle" | "isDuplicating">;
}

/** Of a queue without a dead-letter queue: AWS tries until a message is too old, a local run has to come to an end. */
const MAX_RECEIVES = 3;

interface Queue {
  readonly queue: LocalQueue;
  readonly feeds: readonly QueueFeed[];
  readonly sentById: ReturnType<typeof createDeduplication<SentMessage>>;
  readonly createdMs: number;
}

/** The queues of a stack, in memory, and the functions that they feed. */
export function createMessageQueues(stack: ResolvedStack, options: MessageQueuesOptions): MessageQueues {
  const { clock, isLeftOut = () => false } = options;
  const sources = readQueueSources(stack).filter(({ functionArn }) => !isLeftOut(functionArn));
  const queues = new Map<string, Queue>();
  const receiver = createReceiver(clock, options.signal);
  let sequence = 0;

  const changed = ({ queue, feeds }: Queue) => {
    for (const feed of feeds) feed.pump();
    receiver.wake(queue);
  };

  const moveToDeadLetters = (settings: QueueSettings, message: Message) => {
    const dead = queues.get(settings.redrive?.deadLetterTargetArn ?? "");
    if (dead === undefined) return;
    dead.queue.add({ ...message, deadLetterSourceArn: settings.arn, visibleAtMs: clock.nowMs() });
    changed(dead);
  };

  const open = (settings: QueueSettings): Queue => {
    const fed = sources.filter(({ queueArn }) => queueArn === settings.arn);
    const queue = createLocalQueue(settings, {
      nowMs: clock.nowMs,
      maxReceiveCount: maxReceiveCount(settings, fed),
      onDead: (message) => moveToDeadLetters(settings, message),
      ...options.faults,
    });
    const feeds = fed.map((source) => createQueueFeed(queue, source, options));
    return { queue, feeds, sentById: createDeduplication(clock.nowMs), createdMs: clock.nowMs() };
  };

  const find = (queueArn: string): Queue => {
    const found = queues.get(queueArn);
    if (found === undefined) throw noSuchQueue();
    return found;
  };

  const send = (to: Queue, body: string, sendOptions: SendOptions): SentMessage => {
    const { settings } = to.queue;
    checkSend(settings, body, sendOptions);
    const duplicateOf = deduplicationIdOf(settings, body, sendOptions);
    const earlier = duplicateOf && to.sentById.find(duplicateOf.key);
    if (earlier) return earlier;
    if (settings.isFifo) sequence += 1;
    const message = newMessage(body, sendOptions, {
      senderId: options.accountId,
      sentMs: clock.nowMs(),
      delaySeconds: sendOptions.delaySeconds ?? settings.delaySeconds,
      ...(duplicateOf && { deduplicationId: duplicateOf.id }),
      ...(settings.isFifo && { sequenceNumber: String(sequence).padStart(20, "0") }),
    });
    const sent = sentMessage(message);
    if (duplicateOf) to.sentById.remember(duplicateOf.key, sent);
    to.queue.add(message);
    changed(to);
    return sent;
  };

  for (const settings of readQueueSettings(stack)) queues.set(settings.arn, open(settings));
  return {
    has: (queueArn) => queues.has(queueArn),
    send: (queueArn, body, sendOptions = {}) =>
      send(find(queueArn), typeof body === "string" ? body : JSON.stringify(body), sendOptions),
    receive: async (queueArn, receiveOptions = {}) => {
      const from = find(queueArn);
      const received = await receiver.receive(from.queue, receiveOptions);
      // What is hidden now comes back to the functions later.
      for (const feed of from.feeds) feed.pump();
      return received;
    },
    delete: (queueArn, receiptHandle) => {
      const from = find(queueArn);
      from.queue.delete(receiptHandle);
      changed(from);
    },
    changeVisibility: (queueArn, receiptHandle, seconds) => {
      const of = find(queueArn);
      of.queue.changeVisibility(receiptHandle, seconds);
      changed(of);
    },
    purge: (queueArn) => {
      const { queue } = find(queueArn);
      queue.drop(new Set(queue.messages()));
    },
    attributes: (queueArn) => {
      const { queue, createdMs } = find(queueArn);
      return queueAttributes(queue, { createdMs, nowMs: clock.nowMs() });
    },
    waiting: (queueArn) => queues.get(queueArn)?.queue.messages() ?? [],
  };
}

function maxReceiveCount({ redrive }: QueueSettings, fed: readonly QueueSource[]): number {
  return redrive?.maxReceiveCount ?? (fed.length > 0 ? MAX_RECEIVES : Number.POSITIVE_INFINITY);
}

function newMessage(
  body: string,
  { attributes = {}, groupId }: SendOptions,
  known: Pick<Message, "senderId" | "sentMs" | "deduplicationId" | "sequenceNumber"> & {
    readonly delaySeconds: number;
  },
): Message {
  const { delaySeconds, ...fields } = known;
  const md5OfMessageAttributes = md5OfAttributes(attributes);
  return {
    messageId: randomUUID(),
    body,
    md5OfBody: createHash("md5").update(body).digest("hex"),
    messageAttributes: attributes,
    ...(md5OfMessageAttributes !== undefined && { md5OfMessageAttributes }),
    ...fields,
    ...(groupId !== undefined && { groupId }),
    receiveCount: 0,
    visibleAtMs: fields.sentMs + delaySeconds * 1000,
  };
}

function sentMessage(message: Message): SentMessage {
  const { messageId, md5OfBody, md5OfMessageAttributes, sequenceNumber } = message;
  return {
    messageId,
    md5OfBody,
    ...(md5OfMessageAttributes !== undefined && { md5OfMessageAttributes }),
    ...(sequenceNumber !== undefined && { sequenceNumber }),
  };
}
