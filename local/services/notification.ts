import type { MessageAttributes } from "../bus/message-attributes.ts";
import type { JsonObject } from "../states/json-value.ts";

/** A message of a topic, as one subscription gets it. */
export interface Notification {
  readonly messageId: string;
  readonly topicArn: string;
  readonly message: string;
  readonly subject?: string;
  readonly attributes: MessageAttributes;
  /** In milliseconds since 1970. */
  readonly publishedMs: number;
  readonly groupId?: string;
  /** Of FIFO topics, as the sequence number. */
  readonly deduplicationId?: string;
  readonly sequenceNumber?: string;
}

/**
 * The body that a queue gets ("Amazon SNS notification to an Amazon SQS queue"). Nothing here is signed; messages of FIFO
 * topics are not signed in AWS either.
 */
export function notificationBody(notification: Notification, subscriptionArn: string): JsonObject {
  const { messageId, topicArn, subject, message, publishedMs, sequenceNumber } = notification;
  const attributes = shownAttributes(notification);
  return {
    Type: "Notification",
    MessageId: messageId,
    ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: message,
    Timestamp: new Date(publishedMs).toISOString(),
    ...(sequenceNumber === undefined && { SignatureVersion: "1", Signature: "", SigningCertURL: "" }),
    UnsubscribeURL: unsubscribeUrl(subscriptionArn),
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: attributes }),
  };
}

/** What a function gets ("Invoking Lambda functions with Amazon SNS notifications"). */
export function snsRecord(notification: Notification, subscriptionArn: string): JsonObject {
  const { messageId, topicArn, subject, message, publishedMs } = notification;
  return {
    EventSource: "aws:sns",
    EventVersion: "1.0",
    EventSubscriptionArn: subscriptionArn,
    Sns: {
      Type: "Notification",
      MessageId: messageId,
      TopicArn: topicArn,
      Subject: subject ?? null,
      Message: message,
      Timestamp: new Date(publishedMs).toISOString(),
      SignatureVersion: "1",
      Signature: "",
      SigningCertUrl: "",
      UnsubscribeUrl: unsubscribeUrl(subscriptionArn),
      MessageAttributes: shownAttributes(notification),
    },
  };
}

function shownAttributes({ attributes }: Notification): JsonObject {
  const shown = Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
    name,
    { Type: DataType, Value: StringValue ?? BinaryValue },
  ]);
  return Object.fromEntries(shown);
}

function unsubscribeUrl(subscriptionArn: string): string {
  const [, , , region] = subscriptionArn.split(":");
  return `https://sns.${region}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscriptionArn}`;
}
