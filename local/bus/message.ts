import type { MessageAttributes } from "./message-attributes.ts";

/** A message as it lies in a queue. */
export interface Message {
  readonly messageId: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly messageAttributes: MessageAttributes;
  readonly md5OfMessageAttributes?: string;
  readonly senderId: string;
  readonly sentMs: number;
  readonly groupId?: string;
  readonly deduplicationId?: string;
  /** Of a FIFO queue: 20 digits that rise with every message. */
  readonly sequenceNumber?: string;
  /** The queue that gave it up. */
  readonly deadLetterSourceArn?: string;
  readonly receiveCount: number;
  readonly firstReceivedMs?: number;
  /** When it can be received: after its delay, or after the visibility timeout of who received it last. */
  readonly visibleAtMs: number;
}

/** A message that somebody received and has to delete by its handle. */
export interface ReceivedMessage extends Message {
  readonly receiptHandle: string;
}

/** The system attributes of a message ("ReceiveMessage" in the Amazon SQS API Reference), all of them texts. */
export function systemAttributes(message: Message): Readonly<Record<string, string>> {
  const { groupId, deduplicationId, sequenceNumber, deadLetterSourceArn, firstReceivedMs } = message;
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentMs),
    ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
    ...(groupId !== undefined && { MessageGroupId: groupId }),
    SenderId: message.senderId,
    ...(deduplicationId !== undefined && { MessageDeduplicationId: deduplicationId }),
    ...(firstReceivedMs !== undefined && { ApproximateFirstReceiveTimestamp: String(firstReceivedMs) }),
    ...(deadLetterSourceArn !== undefined && { DeadLetterQueueSourceArn: deadLetterSourceArn }),
  };
}
