import { patternMatcher } from "../events/matches-pattern.ts";
import type { StreamRecord } from "../services/dynamodb/stream-record.ts";
import { createAlarm } from "./alarm.ts";
import { createFeedWindow, type FeedWindow } from "./feed-window.ts";
import type { SkippingClock } from "./skipping-clock.ts";
import {
  afterCall,
  type DiscardedBatch,
  firstBatch,
  type StreamBatch,
  type StreamOutcome,
} from "./stream-batch.ts";
import type { StreamSource } from "./stream-source.ts";
import type { WindowFields } from "./tumbling-window.ts";

/** Hands a batch to a function. */
export type ConsumeStream = (
  source: StreamSource,
  records: readonly StreamRecord[],
  window?: WindowFields,
) => Promise<StreamOutcome>;

export interface StreamFeedOptions {
  readonly clock: SkippingClock;
  readonly consume: ConsumeStream;
  /** Told of records that are given up. */
  readonly onDiscard: (source: StreamSource, batch: DiscardedBatch) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Whether a batch is handed over once more after it was done. Default: false. */
  readonly isDuplicating?: boolean;
}

/** Feeds a function from the stream of a table ("Process DynamoDB records with Lambda"). */
export interface StreamFeed {
  add(record: StreamRecord): void;
}

/** "Lambda polls shards in your DynamoDB stream for records at a base rate of 4 times per second." */
const POLL_MS = 250;

/** "Lambda quotas": the most that a function is called with. */
const MAX_BATCH_BYTES = 6 * 1024 * 1024;

interface Waiting {
  readonly record: StreamRecord;
  readonly sinceMs: number;
}

/** One batch after the other: what fails holds up what comes behind it. */
export function createStreamFeed(source: StreamSource, options: StreamFeedOptions): StreamFeed {
  const { clock, signal, isDuplicating = false } = options;
  const takes = filterOf(source);
  const window = createFeedWindow(source);
  const waiting: Waiting[] = [];
  /** To be handed over before all that waits. */
  let batches: readonly StreamBatch[] = [];
  let isRunning = false;

  const handOver = async (batch: StreamBatch): Promise<void> => {
    isRunning = true;
    const records = batch.isFinal ? [] : batch.records;
    const consume = () => options.consume(source, records, window.fields(batch));
    const failed = (): StreamOutcome => ({ kind: "failed" });
    const outcome = await (clock.during?.(consume) ?? consume()).catch(failed);
    isRunning = false;
    const { next, discarded } = afterCall(source, batch, outcome, clock.nowMs());
    batches = [...next, ...batches];
    window.noteOutcome(batch, outcome, next.length === 0);
    if (window.isTooLarge() && !batch.isFinal) end();
    if (discarded) options.onDiscard(source, discarded);
    pump();
  };

  /** Tells of the end of the window before all else. */
  const end = (): void => {
    const batch = window.ending(clock.nowMs());
    if (batch !== undefined) batches = [batch, ...batches];
  };

  /** Of the waiting records the first ones, and once more where they are to be duplicated; or the end of their window. */
  const take = (): void => {
    const [first] = waiting;
    if (window.endBefore(first?.record) !== undefined) {
      end();
      return;
    }
    if (first !== undefined) window.open(first.record);
    const taken = waiting.splice(0, batchLength(waiting, source.batchSize, window));
    const records = taken.map(({ record }) => record);
    const { next, discarded } = firstBatch(source, records, clock.nowMs());
    batches = isDuplicating ? [...next, ...next] : next;
    if (discarded) options.onDiscard(source, discarded);
  };

  const dueMs = (): number | undefined => {
    const [batch] = batches;
    const [first] = waiting;
    if (batch !== undefined) return batch.dueMs;
    const endMs = window.endBefore(first?.record);
    if (endMs !== undefined || first === undefined) return endMs;
    if (waiting.length >= source.batchSize) return clock.nowMs();
    return first.sinceMs + Math.max(source.batchingWindowSeconds * 1000, POLL_MS);
  };

  const pump = (): void => {
    if (signal.aborted || isRunning) return;
    const ms = dueMs();
    const isDue = ms !== undefined && ms <= clock.nowMs();
    alarm.set(isDue ? undefined : ms);
    if (!isDue) return;
    if (batches.length === 0) take();
    const [batch, ...others] = batches;
    batches = others;
    if (batch !== undefined) void handOver(batch);
    else pump();
  };
  const alarm = createAlarm(clock, signal, pump);

  return {
    add(record) {
      if (!takes(record)) return;
      waiting.push({ record, sinceMs: clock.nowMs() });
      pump();
    },
  };
}

/** "Using event filtering with a DynamoDB event source": what no filter takes is left out. */
function filterOf({ filters }: StreamSource): (record: StreamRecord) => boolean {
  const matchers = filters?.map(patternMatcher);
  return (record) => matchers === undefined || matchers.some((matches) => matches({ ...record }));
}

/** As many as there may be, and one in any case; of one window, where there is one. */
function batchLength(waiting: readonly Waiting[], batchSize: number, window: FeedWindow): number {
  let bytes = 0;
  const tooMany = waiting.slice(0, batchSize).findIndex(({ record }, index) => {
    bytes += Buffer.byteLength(JSON.stringify(record)) + 1;
    return index > 0 && (bytes > MAX_BATCH_BYTES || !window.has(record));
  });
  return tooMany === -1 ? Math.min(waiting.length, batchSize) : tooMany;
}
