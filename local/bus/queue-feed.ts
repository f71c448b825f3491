import { createAlarm } from "./alarm.ts";
import type { LocalQueue } from "./local-queue.ts";
import type { Message } from "./message.ts";
import { messageFilter } from "./message-filter.ts";
import type { QueueSource } from "./queue-source.ts";
import type { SkippingClock } from "./skipping-clock.ts";
import { type SqsRecord, sqsRecord } from "./sqs-record.ts";

/** Hands a batch to a function and gives the ids of the messages that have to come again; all where it throws. */
export type ConsumeBatch = (source: QueueSource, records: readonly SqsRecord[]) => Promise<readonly string[]>;

export interface QueueFeedOptions {
  readonly clock: SkippingClock;
  readonly region: string;
  readonly consume: ConsumeBatch;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Feeds a function from a queue ("Using Lambda with Amazon SQS"). */
export interface QueueFeed {
  /** Hands over what is due; to be called whenever something has come into the queue. */
  pump(): void;
}

export function createQueueFeed(
  queue: LocalQueue,
  source: QueueSource,
  options: QueueFeedOptions,
): QueueFeed {
  const { clock, region, signal } = options;
  const takes = source.filters && messageFilter(source.filters);
  let running = 0;

  const handOver = async (): Promise<void> => {
    const batch = queue.take(source.batchSize);
    const records = batch.map((message) => sqsRecord(message, queue.settings.arn, region));
    running += 1;
    const consume = () => options.consume(source, records);
    const failed = new Set(
      await (clock.during?.(consume) ?? consume()).catch(() => records.map(({ messageId }) => messageId)),
    );
    running -= 1;
    // Those that failed stay hidden until their visibility timeout is over.
    for (const { messageId, receiptHandle } of batch)
      if (!failed.has(messageId)) deleteReceived(receiptHandle);
    pump();
  };

  const deleteReceived = (receiptHandle: string) => {
    try {
      queue.delete(receiptHandle);
    } catch {
      // The function took longer than the visibility timeout of a FIFO queue: the message comes again.
    }
  };

  /** When the batch that fills up has to be handed over; undefined where nothing waits. */
  const dueMs = (waiting: readonly Message[]): number | undefined => {
    const [first] = waiting;
    if (first === undefined) return undefined;
    if (waiting.length >= source.batchSize) return clock.nowMs();
    const sinceMs = waiting.reduce((ms, { visibleAtMs }) => Math.min(ms, visibleAtMs), first.visibleAtMs);
    return sinceMs + source.batchingWindowSeconds * 1000;
  };

  const pump = (): void => {
    if (signal.aborted) return;
    // "Lambda deletes messages from the queue that do not match the filter criteria."
    if (takes) queue.drop(new Set(queue.visible().filter((message) => !takes(message))));
    for (;;) {
      const windowEndMs = dueMs(queue.visible());
      const isDue = windowEndMs !== undefined && windowEndMs <= clock.nowMs();
      if (isDue && running < source.maximumConcurrency) void handOver();
      else {
        // A function at its limit is fed when one of its batches is done.
        alarm.set(isDue ? undefined : earliest(windowEndMs, queue.nextVisibleMs()));
        return;
      }
    }
  };
  const alarm = createAlarm(clock, signal, pump);
  return { pump };
}

function earliest(...moments: readonly (number | undefined)[]): number | undefined {
  const known = moments.filter((ms) => ms !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
