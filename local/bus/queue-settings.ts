import type { ResolvedResource, ResolvedStack } from "../synthesized/resolve-stack.ts";

/** What a queue was declared to do ("CreateQueue" in the Amazon SQS API Reference). */
export interface QueueSettings {
  readonly arn: string;
  readonly isFifo: boolean;
  readonly isContentDeduplicated: boolean;
  /** Whether ids of duplicates count within a group alone. */
  readonly isDeduplicatedByGroup: boolean;
  readonly delaySeconds: number;
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly receiveWaitSeconds: number;
  readonly maxMessageBytes: number;
  readonly redrive?: RedrivePolicy;
}

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

export function readQueueSettings(stack: ResolvedStack): readonly QueueSettings[] {
  return stack.ofType("aws_sqs_queue").map(settingsOf);
}

function settingsOf({ arn, attributes }: ResolvedResource): QueueSettings {
  const seconds = (name: string, normal: number) => Number(attributes[name] ?? normal);
  const { redrive_policy: redrive } = attributes;
  return {
    arn,
    isFifo: attributes.fifo_queue === true,
    isContentDeduplicated: attributes.content_based_deduplication === true,
    isDeduplicatedByGroup: attributes.deduplication_scope === "messageGroup",
    delaySeconds: seconds("delay_seconds", 0),
    visibilityTimeoutSeconds: seconds("visibility_timeout_seconds", 30),
    retentionSeconds: seconds("message_retention_seconds", 345_600),
    receiveWaitSeconds: seconds("receive_wait_time_seconds", 0),
    maxMessageBytes: Number(attributes.max_message_size ?? 262_144),
    ...(redrive !== undefined && { redrive: readRedrive(String(redrive)) }),
  };
}

function readRedrive(text: string): RedrivePolicy {
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text);
  return { deadLetterTargetArn: String(deadLetterTargetArn), maxReceiveCount: Number(maxReceiveCount) };
}
