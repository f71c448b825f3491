import type { LocalQueue } from "./local-queue.ts";

/** The attributes of a queue ("GetQueueAttributes" in the Amazon SQS API Reference). */
export function queueAttributes(
  queue: LocalQueue,
  { createdMs, nowMs }: { readonly createdMs: number; readonly nowMs: number },
): Readonly<Record<string, string>> {
  const { settings } = queue;
  const messages = queue.messages();
  const hidden = messages.filter(({ visibleAtMs }) => visibleAtMs > nowMs);
  const delayed = hidden.filter(({ receiveCount }) => receiveCount === 0);
  const created = String(Math.floor(createdMs / 1000));
  return {
    QueueArn: settings.arn,
    ApproximateNumberOfMessages: String(messages.length - hidden.length),
    ApproximateNumberOfMessagesNotVisible: String(hidden.length - delayed.length),
    ApproximateNumberOfMessagesDelayed: String(delayed.length),
    CreatedTimestamp: created,
    LastModifiedTimestamp: created,
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    MaximumMessageSize: String(settings.maxMessageBytes),
    MessageRetentionPeriod: String(settings.retentionSeconds),
    DelaySeconds: String(settings.delaySeconds),
    ReceiveMessageWaitTimeSeconds: String(settings.receiveWaitSeconds),
    ...(settings.redrive && { RedrivePolicy: JSON.stringify(settings.redrive) }),
    ...(settings.isFifo && {
      FifoQueue: "true",
      ContentBasedDeduplication: String(settings.isContentDeduplicated),
      DeduplicationScope: settings.isDeduplicatedByGroup ? "messageGroup" : "queue",
    }),
  };
}
