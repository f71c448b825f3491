import { AwsError } from "../bus/aws-error.ts";
import type { JsonObject } from "../states/json-value.ts";
import type { TopicSettings } from "./topic-settings.ts";

/** @throws AwsError for the groups and ids that SNS does not take ("Publish" in the Amazon SNS API Reference). */
export function checkPublish({ isFifo, isContentDeduplicated }: TopicSettings, input: JsonObject): void {
  const { MessageGroupId: groupId, MessageDeduplicationId: deduplicationId } = input;
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

/** What stands in the way of a request to Amazon SNS. */
export function invalidParameter(reason: string): AwsError {
  return new AwsError("InvalidParameter", `Invalid parameter: ${reason}`);
}
