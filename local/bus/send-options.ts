import { createHash } from "node:crypto";
import { AwsError, invalidValue } from "./aws-error.ts";
import type { MessageAttributes } from "./message-attributes.ts";
import type { QueueSettings } from "./queue-settings.ts";

export interface SendOptions {
  readonly attributes?: MessageAttributes;
  /** 0 to 900; not for FIFO queues. Default: the queue's. */
  readonly delaySeconds?: number;
  /** `MessageGroupId`: FIFO queues need one. */
  readonly groupId?: string;
  /** `MessageDeduplicationId`. Default: the digest of the body, where the queue says so. */
  readonly deduplicationId?: string;
}

/** @throws AwsError for what SQS does not take ("SendMessage" in the Amazon SQS API Reference). */
export function checkSend(settings: QueueSettings, body: string, options: SendOptions): void {
  const { delaySeconds, groupId, deduplicationId, attributes = {} } = options;
  if (body === "")
    throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.");
  if (settings.isFifo && groupId === undefined) {
    throw new AwsError("MissingParameter", "The request must contain the parameter MessageGroupId.");
  }
  if (settings.isFifo && delaySeconds !== undefined && delaySeconds !== 0) throw notForType(delaySeconds);
  if (!settings.isFifo && deduplicationId !== undefined) {
    throw invalidValue(
      deduplicationId,
      "MessageDeduplicationId",
      "The request includes a parameter that is not valid for this queue type.",
    );
  }
  if (settings.isFifo && deduplicationId === undefined && !settings.isContentDeduplicated) {
    throw new AwsError(
      "InvalidParameterValue",
      "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  }
  if (delaySeconds !== undefined && !(delaySeconds >= 0 && delaySeconds <= 900)) {
    throw invalidValue(delaySeconds, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
  }
  checkSize(settings, body, attributes);
}

function notForType(delaySeconds: number): AwsError {
  const reason = "The request include parameter that is not valid for this queue type.";
  return invalidValue(delaySeconds, "DelaySeconds", reason);
}

function checkSize({ maxMessageBytes }: QueueSettings, body: string, attributes: MessageAttributes): void {
  if (messageSizeBytes(body, attributes) <= maxMessageBytes) return;
  throw new AwsError(
    "InvalidParameterValue",
    `One or more parameters are invalid. Reason: Message must be shorter than ${maxMessageBytes} bytes.`,
  );
}

/** The attributes count too: their names, types and values. */
export function messageSizeBytes(body: string, attributes: MessageAttributes): number {
  const texts = Object.entries(attributes).flatMap(([name, { DataType, StringValue = "" }]) => [
    name,
    DataType,
    StringValue,
  ]);
  const binaries = Object.values(attributes).map(({ BinaryValue = "" }) => BinaryValue);
  return (
    [body, ...texts].reduce((sum, text) => sum + Buffer.byteLength(text), 0) +
    binaries.reduce((sum, text) => sum + Buffer.byteLength(text, "base64"), 0)
  );
}

/** The id by which a FIFO queue or topic knows a message that it has already, and the key under which it looks for it. */
export function deduplicationIdOf(
  { isFifo, isDeduplicatedByGroup }: Pick<QueueSettings, "isFifo" | "isDeduplicatedByGroup">,
  body: string,
  { groupId, deduplicationId }: SendOptions,
): { readonly id: string; readonly key: string } | undefined {
  if (!isFifo) return undefined;
  const id = deduplicationId ?? createHash("sha256").update(body).digest("hex");
  return { id, key: isDeduplicatedByGroup ? JSON.stringify([groupId, id]) : id };
}
