import { AwsError } from "../bus/aws-error.ts";
import type { MessageAttributes } from "../bus/message-attributes.ts";
import { messageSizeBytes } from "../bus/send-options.ts";
import type { JsonObject } from "../states/json-value.ts";
import { type BatchMessages, batchEntries, checkBatchSize } from "./batch-entries.ts";

/** "The maximum total payload size (the sum of the individual lengths of all of the batched messages)": 1 MiB. */
const MOST_BYTES = 1_048_576;

function messagesOf(entryName: string): BatchMessages {
  return {
    empty: `There should be at least one ${entryName} in the request.`,
    tooMany: (count) => `Maximum number of entries per request are 10. You have sent ${count}.`,
    invalidId:
      "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
    notDistinct: (id) => `Id ${id} repeated.`,
    tooLong: (bytes) =>
      `Batch requests cannot be longer than ${MOST_BYTES} bytes. You have sent ${bytes} bytes.`,
  };
}

/**
 * A batch of the operation, such as `SendMessage`, which fails entry by entry; a queue that is not there fails it as a whole.
 *
 * @throws AwsError for a batch that SQS refuses
 */
export function sqsBatch(
  operation: string,
  { Entries }: JsonObject,
  perform: (entry: JsonObject) => JsonObject,
): JsonObject {
  const messages = messagesOf(`${operation}BatchRequestEntry`);
  const entries = batchEntries(Entries, messages);
  const bytes = entries.reduce((sum, { MessageBody, MessageAttributes: attributes = {} }) => {
    const body = typeof MessageBody === "string" ? MessageBody : (JSON.stringify(MessageBody) ?? "");
    return sum + messageSizeBytes(body, attributes as MessageAttributes);
  }, 0);
  checkBatchSize(bytes, MOST_BYTES, messages);
  const Successful: JsonObject[] = [];
  const Failed: JsonObject[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...perform(entry) });
    } catch (error) {
      if (!(error instanceof AwsError) || error.code === "QueueDoesNotExist") throw error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: error.code, Message: error.message });
    }
  }
  return { Successful, Failed };
}
