import { type ItemChange, isChange } from "../services/dynamodb/item-change.ts";
import { streamRecord } from "../services/dynamodb/stream-record.ts";
import type { TableDefinition } from "../services/dynamodb/table-definition.ts";
import type { ResolvedStack } from "../synthesized/resolve-stack.ts";
import { type DiscardedRecord, discardedRecord } from "./discarded-record.ts";
import { bucketOf, streamFailureFolder } from "./failure-object.ts";
import type { StreamFeed, StreamFeedOptions } from "./stream-feed.ts";
import { createStreamLanes } from "./stream-lanes.ts";
import { SHARD_ID } from "./stream-shard.ts";
import { readStreamSources, type StreamSource } from "./stream-source.ts";

export interface TableStreamsOptions extends Omit<StreamFeedOptions, "onDiscard"> {
  readonly region: string;
  /** Whether a function cannot be run here: its records are dropped. Default: none. */
  readonly isLeftOut?: (functionArn: string) => boolean;
  /** Sends what is told of records that were given up to a queue or topic, or into a folder of a bucket. */
  readonly sendDiscarded: (destinationArn: string, record: DiscardedRecord, folder: string) => void;
}

/** The streams of tables, and the functions that they feed. */
export interface TableStreams {
  /** Writes a record of a change, if the table has a stream and the item is another one than before. */
  write(change: ItemChange, table: TableDefinition): void;
}

export function createTableStreams(stack: ResolvedStack, options: TableStreamsOptions): TableStreams {
  const { clock, region, isLeftOut = () => false } = options;
  const feeds = new Map<string, readonly StreamFeed[]>();
  const places = new Map<string, number>();

  const onDiscard: StreamFeedOptions["onDiscard"] = (source, batch) => {
    const { onFailureArn, uuid } = source;
    if (onFailureArn === undefined) return;
    const record = discardedRecord(source, batch, clock.nowMs());
    // A bucket has room for the records themselves.
    const told =
      bucketOf(onFailureArn) === undefined
        ? record
        : { ...record, payload: JSON.stringify({ Records: batch.records }) };
    options.sendDiscarded(onFailureArn, told, streamFailureFolder(uuid, SHARD_ID));
  };
  const open = (source: StreamSource) => createStreamLanes(source, { ...options, onDiscard });

  for (const source of readStreamSources(stack)) {
    if (isLeftOut(source.functionArn)) continue;
    feeds.set(source.streamArn, [...(feeds.get(source.streamArn) ?? []), open(source)]);
  }
  return {
    write(change, { stream }) {
      if (stream === undefined || !isChange(change)) return;
      const place = (places.get(stream.arn) ?? 0) + 1;
      places.set(stream.arn, place);
      const record = streamRecord(change, stream, { region, nowMs: clock.nowMs(), place });
      for (const feed of feeds.get(stream.arn) ?? []) feed.add(record);
    },
  };
}
