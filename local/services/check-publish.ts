import { AwsError } from "../bus/aws-error.ts";
import type { MessageAttributes } from "../bus/message-attributes.ts";
import { messageSizeBytes } from "../bus/send-options.ts";
import type { JsonObject } from "../states/json-value.ts";
import type { TopicSettings } from "./topic-settings.ts";

/** "Publish": 262,144 bytes, in a batch of all its messages together. */
export const MOST_MESSAGE_BYTES = 262_144;

/** @throws AwsError for the sizes, groups and ids that SNS does not take ("Publish" in the Amazon SNS API Reference). */
export function checkPublish({ isFifo, isContentDeduplicated }: TopicSettings, input: JsonObject): void {
  const { MessageGroupId: groupId, MessageDeduplicationId: deduplicationId } = input;
  if (textOfMessage(input) === "") throw invalidParameter("Empty message");
  if (publishedSizeBytes(input) > MOST_MESSAGE_BYTES) throw invalidParameter("Message too long");
  if (!isFifo && deduplicationId !== undefined) {
    throw invalidParameter(
      "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
    );
  }
  if (isFifo && !groupId) {
    throw invalidParameter("The MessageGroupId parameter is required for FIFO topics");
  }
  if (isFifo && !deduplicationId && !isContentDeduplicated) {
    throw invalidParameter(
      "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  }
}

/** A task may give JSON, which Step Functions sends as text. */
export function textOfMessage({ Message }: JsonObject): string {
  return typeof Message === "string" ? Message : JSON.stringify(Message ?? null);
}

/** Attributes count too. */
export function publishedSizeBytes(input: JsonObject): number {
  return messageSizeBytes(textOfMessage(input), (input.MessageAttributes ?? {}) as MessageAttributes);
}

/** What stands in the way of a request to Amazon SNS. */
export function invalidParameter(reason: string): AwsError {
  return new AwsError("InvalidParameter", `Invalid parameter: ${reason}`);
}
