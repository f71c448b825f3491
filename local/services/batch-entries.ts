import { AwsError } from "../bus/aws-error.ts";
import type { JsonObject } from "../states/json-value.ts";

/** What a service says of batches that it does not take; the names of the errors are those of SQS and SNS alike. */
export interface BatchMessages {
  readonly empty: string;
  readonly tooMany: (count: number) => string;
  readonly invalidId: string;
  readonly notDistinct: (id: string) => string;
  readonly tooLong: (bytes: number) => string;
}

const MOST_ENTRIES = 10;
const ID = /^[A-Za-z0-9_-]{1,80}$/;

/**
 * The entries of a batch, of which there may be ten, each with another id ("SendMessageBatch" in the Amazon SQS API Reference,
 * "PublishBatch" in that of Amazon SNS).
 *
 * @throws AwsError EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId, BatchEntryIdsNotDistinct
 */
export function batchEntries(given: unknown, messages: BatchMessages): readonly JsonObject[] {
  const entries = (given ?? []) as readonly JsonObject[];
  if (entries.length === 0) throw new AwsError("EmptyBatchRequest", messages.empty);
  if (entries.length > MOST_ENTRIES) {
    throw new AwsError("TooManyEntriesInBatchRequest", messages.tooMany(entries.length));
  }
  const ids = new Set<string>();
  for (const { Id } of entries) {
    const id = typeof Id === "string" ? Id : "";
    if (!ID.test(id)) throw new AwsError("InvalidBatchEntryId", messages.invalidId);
    if (ids.has(id)) throw new AwsError("BatchEntryIdsNotDistinct", messages.notDistinct(id));
    ids.add(id);
  }
  return entries;
}

/** @throws AwsError BatchRequestTooLong */
export function checkBatchSize(bytes: number, mostBytes: number, { tooLong }: BatchMessages): void {
  if (bytes > mostBytes) throw new AwsError("BatchRequestTooLong", tooLong(bytes));
}
