import type { StreamRecord } from "../services/dynamodb/stream-record.ts";
import type { DiscardedBatch } from "./stream-batch.ts";
import { SHARD_ID } from "./stream-shard.ts";
import type { StreamSource } from "./stream-source.ts";

/** What a failure destination is told of a batch: where its records are ("Example Amazon SQS destination message"). */
export interface DiscardedRecord {
  readonly requestContext: {
    readonly requestId?: string;
    readonly functionArn: string;
    readonly condition: DiscardedBatch["condition"];
    readonly approximateInvokeCount: number;
  };
  /** Left out where the function was never called. */
  readonly responseContext?: {
    readonly statusCode: 200;
    readonly executedVersion: string;
    readonly functionError?: string;
  };
  readonly version: "1.0";
  readonly timestamp: string;
  readonly DDBStreamBatchInfo: {
    readonly shardId: string;
    readonly startSequenceNumber: string;
    readonly endSequenceNumber: string;
    readonly approximateArrivalOfFirstRecord: string;
    readonly approximateArrivalOfLastRecord: string;
    readonly batchSize: number;
    readonly streamArn: string;
  };
  /** In a bucket: the event with the records, as JSON. */
  readonly payload?: string;
}

export function discardedRecord(
  { functionArn, streamArn }: StreamSource,
  { records, condition, calls, answer }: DiscardedBatch,
  nowMs: number,
): DiscardedRecord {
  const [first, last] = [records[0], records.at(-1)];
  const { requestId, ...response } = answer ?? {};
  return {
    requestContext: {
      ...(requestId !== undefined && { requestId }),
      functionArn,
      condition,
      approximateInvokeCount: calls,
    },
    ...(answer && {
      responseContext: { statusCode: 200, ...response, executedVersion: answer.executedVersion },
    }),
    version: "1.0",
    timestamp: new Date(nowMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId: SHARD_ID,
      startSequenceNumber: first?.dynamodb.SequenceNumber ?? "",
      endSequenceNumber: last?.dynamodb.SequenceNumber ?? "",
      approximateArrivalOfFirstRecord: arrivalOf(first),
      approximateArrivalOfLastRecord: arrivalOf(last),
      batchSize: records.length,
      streamArn,
    },
  };
}

/** Without milliseconds. */
function arrivalOf(record: StreamRecord | undefined): string {
  const seconds = record?.dynamodb.ApproximateCreationDateTime ?? 0;
  return new Date(seconds * 1000).toISOString().replace(".000", "");
}
