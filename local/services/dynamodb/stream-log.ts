import type { StreamRecord } from "./stream-record.ts";
import type { TableDefinition } from "./table-definition.ts";

/** The records of a stream that readers may still ask for, in their order. */
export interface StreamLog {
  readonly table: TableDefinition;
  /** The place of the first one that is kept, from 1. */
  firstPlace(): number;
  /** The place that the next one will have. */
  nextPlace(): number;
  /** Those from a place on, at most so many. */
  from(place: number, most: number): readonly StreamRecord[];
  add(record: StreamRecord): void;
}

/** "The data in the stream is removed after 24 hours": "Change data capture for DynamoDB Streams". */
const KEPT_SECONDS = 86_400;

/** A local run has one shard for everything, and a session of days must not fill the memory. */
const MOST_KEPT = 100_000;

export function createStreamLog(table: TableDefinition, nowMs: () => number): StreamLog {
  let records: StreamRecord[] = [];
  /** How many of all records are not in the list any more, and how many of the list are not kept. */
  let dropped = 0;
  let start = 0;
  const isOld = ({ dynamodb }: StreamRecord, nowSeconds: number) =>
    nowSeconds - dynamodb.ApproximateCreationDateTime > KEPT_SECONDS;
  const trim = () => {
    const nowSeconds = nowMs() / 1000;
    start = Math.max(start, records.length - MOST_KEPT);
    for (
      let first = records[start];
      first !== undefined && isOld(first, nowSeconds);
      first = records[start]
    ) {
      start += 1;
    }
    // Now and then, since all others are copied.
    if (start <= records.length / 2) return;
    records = records.slice(start);
    dropped += start;
    start = 0;
  };
  return {
    table,
    firstPlace: () => {
      trim();
      return dropped + start + 1;
    },
    nextPlace: () => dropped + records.length + 1,
    from: (place, most) => records.slice(place - dropped - 1, place - dropped - 1 + most),
    add(record) {
      records.push(record);
      trim();
    },
  };
}
