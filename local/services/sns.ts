import type { JsonObject } from "../states/json-value.ts";
import { type BatchMessages, batchEntries, checkBatchSize } from "./batch-entries.ts";
import { MOST_MESSAGE_BYTES, publishedSizeBytes } from "./check-publish.ts";
import type { Service } from "./service.ts";
import type { Topics } from "./topics.ts";

const MESSAGES: BatchMessages = {
  empty: "The batch request doesn't contain any entries.",
  tooMany: () => "The batch request contains more entries than permissible.",
  invalidId: "The Id of a batch entry in the batch request doesn't abide by the specification.",
  notDistinct: () => "Two or more batch entries in the request have the same Id.",
  tooLong: () => "The length of all the batch messages put together is more than the limit.",
};

/** "Publish" and "PublishBatch" of the Amazon SNS API Reference. */
export function snsService(topics: Topics): Service {
  const publish = (input: JsonObject): JsonObject => {
    const { messageId, sequenceNumber } = topics.publish(String(input.TopicArn ?? input.TargetArn), input);
    return {
      MessageId: messageId,
      ...(sequenceNumber !== undefined && { SequenceNumber: sequenceNumber }),
    };
  };
  return {
    name: "sns",
    operations: {
      Publish: publish,
      PublishBatch: ({ TopicArn, PublishBatchRequestEntries }) => {
        const entries = batchEntries(PublishBatchRequestEntries, MESSAGES);
        const bytes = entries.reduce((sum, entry) => sum + publishedSizeBytes(entry), 0);
        checkBatchSize(bytes, MOST_MESSAGE_BYTES, MESSAGES);
        // SNS refuses the whole batch for the group or id that one entry lacks.
        for (const entry of entries) topics.check(String(TopicArn), entry);
        return {
          Successful: entries.map((entry) => ({ Id: entry.Id, ...publish({ ...entry, TopicArn }) })),
          Failed: [],
        };
      },
    },
  };
}
