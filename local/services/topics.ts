import { randomUUID } from "node:crypto";
import type { FunctionCalls } from "../app/function-calls.ts";
import type { PendingWork } from "../app/pending-work.ts";
import { AwsError } from "../bus/aws-error.ts";
import { createDeduplication } from "../bus/deduplication.ts";
import type { MessageAttributes } from "../bus/message-attributes.ts";
import type { MessageQueues } from "../bus/message-queues.ts";
import { deduplicationIdOf, type SendOptions } from "../bus/send-options.ts";
import { isJsonObject, type JsonObject, parsedJson } from "../states/json-value.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import { checkPublish, invalidParameter, textOfMessage } from "./check-publish.ts";
import { type Notification, notificationBody, snsRecord } from "./notification.ts";
import { type Subscription, subscriptionsOf, takesNotification } from "./subscription.ts";
import { readTopicSettings, type TopicSettings } from "./topic-settings.ts";

export interface TopicsOptions {
  readonly queues: MessageQueues;
  readonly functions: FunctionCalls;
  readonly nowMs: () => number;
  readonly track: PendingWork["track"];
}

export interface PublishedMessage {
  readonly messageId: string;
  /** Of FIFO topics. */
  readonly sequenceNumber?: string;
}

/** The topics of a stack, by ARN. */
export interface Topics {
  /** Whether rules and functions can send to it: they have no groups of messages for a FIFO topic, and AWS refuses those. */
  isStandard(topicArn: string): boolean;
  /** @throws AwsError for what {@link Topics.publish} would refuse of the fields of a message */
  check(topicArn: string, input: JsonObject): void;
  /**
   * Hands a message to the queues and functions that subscribe, with the fields of "Publish". What a FIFO topic got within five
   * minutes is not handed over again.
   *
   * @throws AwsError for no such topic, and for what SNS refuses
   */
  publish(topicArn: string, input: JsonObject): PublishedMessage;
}

interface Topic {
  readonly settings: TopicSettings;
  readonly subscriptions: readonly Subscription[];
  readonly publishedById: ReturnType<typeof createDeduplication<PublishedMessage>>;
  /** How many messages a FIFO topic took. */
  sequence: number;
}

/** @throws UserError for topics and subscriptions that AWS would refuse */
export function createTopics(stack: ResolvedStack, options: TopicsOptions): Topics {
  const subscriptions = subscriptionsOf(stack);
  const open = (settings: TopicSettings): Topic => ({
    settings,
    subscriptions: subscriptions.filter(({ topicArn }) => topicArn === settings.arn),
    publishedById: createDeduplication(options.nowMs),
    sequence: 0,
  });
  const topics = new Map(readTopicSettings(stack).map((settings) => [settings.arn, open(settings)]));

  const find = (topicArn: string): Topic => {
    const topic = topics.get(topicArn);
    if (topic === undefined) throw new AwsError("NotFound", "Topic does not exist");
    return topic;
  };

  return {
    isStandard: (topicArn) => topics.get(topicArn)?.settings.isFifo === false,
    check: (topicArn, input) => checkPublish(find(topicArn).settings, input),
    publish(topicArn, input) {
      const topic = find(topicArn);
      checkPublish(topic.settings, input);
      return publish(topic, input, options);
    },
  };
}

function publish(topic: Topic, input: JsonObject, options: TopicsOptions): PublishedMessage {
  const { settings, publishedById } = topic;
  const text = textOfMessage(input);
  const group = groupOf(input);
  const duplicateOf = deduplicationIdOf(settings, text, group);
  const earlier = duplicateOf && publishedById.find(duplicateOf.key);
  if (earlier) return earlier;
  const published = {
    messageId: randomUUID(),
    ...(settings.isFifo && { sequenceNumber: sequenceNumber(topic.sequence + 1) }),
  };
  const known = {
    ...published,
    ...group,
    ...(duplicateOf && { deduplicationId: duplicateOf.id }),
    publishedMs: options.nowMs(),
  };
  for (const subscription of topic.subscriptions) {
    const notification = { ...notificationOf(input, text, subscription), ...known };
    if (takesNotification(subscription, notification)) deliver(subscription, notification, options);
  }
  topic.sequence += 1;
  if (duplicateOf) publishedById.remember(duplicateOf.key, published);
  return published;
}

function groupOf({ MessageGroupId, MessageDeduplicationId }: JsonObject): SendOptions {
  return {
    ...(MessageGroupId !== undefined && { groupId: String(MessageGroupId) }),
    ...(MessageDeduplicationId !== undefined && { deduplicationId: String(MessageDeduplicationId) }),
  };
}

/** As SNS writes them: 20 digits, in thousands. */
function sequenceNumber(place: number): string {
  return `1${String(place).padStart(16, "0")}000`;
}

function notificationOf(
  { Subject, MessageAttributes, MessageStructure }: JsonObject,
  text: string,
  { protocol, topicArn }: Subscription,
): Pick<Notification, "topicArn" | "message" | "subject" | "attributes"> {
  return {
    topicArn,
    message: MessageStructure === "json" ? messageFor(protocol, text) : text,
    ...(Subject !== undefined && { subject: String(Subject) }),
    attributes: (MessageAttributes ?? {}) as MessageAttributes,
  };
}

/** "If you set MessageStructure to json", each protocol may have a text of its own. */
function messageFor(protocol: string, text: string): string {
  const texts = parsedJson(text);
  if (!isJsonObject(texts)) {
    throw invalidParameter("Message Structure - JSON message body failed to parse");
  }
  if (typeof texts.default !== "string") {
    throw invalidParameter("Message Structure - No default entry in JSON message body");
  }
  return String(texts[protocol] ?? texts.default);
}

function deliver(
  subscription: Subscription,
  notification: Notification,
  { queues, functions, track }: TopicsOptions,
): void {
  const { endpoint, protocol, isRaw } = subscription;
  if (protocol === "sqs" && queues.has(endpoint)) {
    const { message, attributes } = notification;
    const group = groupFor(endpoint, notification);
    if (isRaw) queues.send(endpoint, message, { attributes, ...group });
    else queues.send(endpoint, notificationBody(notification, subscription.arn), group);
  }
  if (protocol === "lambda" && functions.runs(endpoint)) {
    track(functions.callAsync(endpoint, { Records: [snsRecord(notification, subscription.arn)] }));
  }
}

/** A standard queue is told the groups of a standard topic, for a fair share of each, but none of a FIFO topic. */
function groupFor(queueArn: string, notification: Notification): SendOptions {
  const { groupId, deduplicationId, sequenceNumber } = notification;
  if (sequenceNumber !== undefined && !queueArn.endsWith(".fifo")) return {};
  return {
    ...(groupId !== undefined && { groupId }),
    ...(deduplicationId !== undefined && { deduplicationId }),
  };
}
