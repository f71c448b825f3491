import { randomUUID } from "node:crypto";
import type { FunctionCalls } from "../app/function-calls.ts";
import type { PendingWork } from "../app/pending-work.ts";
import { AwsError } from "../bus/aws-error.ts";
import type { MessageAttributes } from "../bus/message-attributes.ts";
import type { MessageQueues } from "../bus/message-queues.ts";
import { isJsonObject, type JsonObject, parsedJson } from "../states/json-value.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import { type Notification, notificationBody, snsRecord } from "./notification.ts";
import { type Subscription, subscriptionsOf, takesNotification } from "./subscription.ts";

export interface TopicsOptions {
  readonly queues: MessageQueues;
  readonly functions: FunctionCalls;
  readonly nowMs: () => number;
  readonly track: PendingWork["track"];
}

/** The topics of a stack; FIFO topics are not there. */
export interface Topics {
  has(topicArn: string): boolean;
  /** Hands a message to the queues and functions that subscribe, with the fields of "Publish". @throws AwsError for no such topic */
  publish(topicArn: string, input: JsonObject): { readonly messageId: string };
}

export function createTopics(stack: ResolvedStack, options: TopicsOptions): Topics {
  const topics = new Set(
    stack
      .ofType("aws_sns_topic")
      .filter(({ attributes }) => attributes.fifo_topic !== true)
      .map(({ arn }) => arn),
  );
  const subscriptions = subscriptionsOf(stack);
  return {
    has: (topicArn) => topics.has(topicArn),
    publish(topicArn, input) {
      if (!topics.has(topicArn)) throw new AwsError("NotFound", "Topic does not exist");
      const messageId = randomUUID();
      for (const subscription of subscriptions.filter((one) => one.topicArn === topicArn)) {
        const notification = notificationOf(input, subscription, messageId, options.nowMs());
        if (takesNotification(subscription, notification)) deliver(subscription, notification, options);
      }
      return { messageId };
    },
  };
}

function notificationOf(
  input: JsonObject,
  { protocol, topicArn }: Subscription,
  messageId: string,
  publishedMs: number,
): Notification {
  const { Message, Subject, MessageAttributes, MessageStructure } = input;
  // A task may give JSON, which Step Functions sends as text.
  const text = typeof Message === "string" ? Message : JSON.stringify(Message ?? null);
  return {
    messageId,
    topicArn,
    message: MessageStructure === "json" ? messageFor(protocol, text) : text,
    ...(Subject !== undefined && { subject: String(Subject) }),
    attributes: (MessageAttributes ?? {}) as MessageAttributes,
    publishedMs,
  };
}

/** "If you set MessageStructure to json", each protocol may have a text of its own. */
function messageFor(protocol: string, text: string): string {
  const texts = parsedJson(text);
  if (!isJsonObject(texts)) {
    throw new AwsError(
      "InvalidParameter",
      "Invalid parameter: Message Structure - JSON message body failed to parse",
    );
  }
  if (typeof texts.default !== "string") {
    throw new AwsError(
      "InvalidParameter",
      "Invalid parameter: Message Structure - No default entry in JSON message body",
    );
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
    if (isRaw) queues.send(endpoint, message, { attributes });
    else queues.send(endpoint, notificationBody(notification, subscription.arn));
  }
  if (protocol === "lambda" && functions.runs(endpoint)) {
    track(functions.callAsync(endpoint, { Records: [snsRecord(notification, subscription.arn)] }));
  }
}
