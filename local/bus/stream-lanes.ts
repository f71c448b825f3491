import { createHash } from "node:crypto";
import { createStreamFeed, type StreamFeed, type StreamFeedOptions } from "./stream-feed.ts";
import type { StreamSource } from "./stream-source.ts";

/**
 * As many feeds of one function as `parallelization_factor` says, each with the records of other items: those of one item stay in
 * order ("Polling and batching streams" of "Process DynamoDB records with Lambda"). A state of tumbling windows is that of the whole shard: there is
 * one feed then.
 */
export function createStreamLanes(source: StreamSource, options: StreamFeedOptions): StreamFeed {
  const count = source.tumblingWindowSeconds === undefined ? source.parallelizationFactor : 1;
  const lanes = Array.from({ length: count }, () => createStreamFeed(source, options));
  return {
    add(record) {
      const lane = count === 1 ? 0 : laneOf(record.dynamodb.Keys, count);
      lanes[lane]?.add(record);
    },
  };
}

function laneOf(key: unknown, count: number): number {
  return createHash("md5").update(JSON.stringify(key)).digest().readUInt32BE(0) % count;
}
