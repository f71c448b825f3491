import { type ItemChange, isChange } from "../services/dynamodb/item-change.ts";
import { createStreamLog } from "../services/dynamodb/stream-log.ts";
import { streamRecord } from "../services/dynamodb/stream-record.ts";
import { streamsService } from "../services/dynamodb/streams-service.ts";
import { type TableDefinition, tableDefinitions } from "../services/dynamodb/table-definition.ts";
import type { Service } from "../services/service.ts";
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
  /** For readers of their own. */
  readonly service: Service;
}

export function createTableStreams(stack: ResolvedStack, options: TableStreamsOptions): TableStreams {
  const { clock, region, isLeftOut = () => false } = options;
  const feeds = new Map<string, readonly StreamFeed[]>();
  const logs = new Map(
    tableDefinitions(stack).flatMap((table) =>
      table.stream === undefined ? [] : [[table.stream.arn, createStreamLog(table, clock.nowMs)] as const],
    ),
  );

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
    service: streamsService(logs, SHARD_ID, clock.nowMs),
    write(change, { stream }) {
      const log = stream && logs.get(stream.arn);
      if (stream === undefined || log === undefined || !isChange(change)) return;
      const record = streamRecord(change, stream, { region, nowMs: clock.nowMs(), place: log.nextPlace() });
      log.add(record);
      for (const feed of feeds.get(stream.arn) ?? []) feed.add(record);
    },
  };
}
