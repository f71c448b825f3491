import type { JsonObject } from "../states/json-value.ts";
import type { Service } from "./service.ts";
import type { Topics } from "./topics.ts";

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
        const entries = (PublishBatchRequestEntries ?? []) as readonly JsonObject[];
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
