import type { StreamRecord } from "../services/dynamodb/stream-record.ts";
import { finalBatch, type StreamBatch, type StreamOutcome } from "./stream-batch.ts";
import type { StreamSource } from "./stream-source.ts";
import {
  afterEnd,
  isInWindow,
  type TumblingWindow,
  type WindowFields,
  windowFields,
  windowOf,
  withState,
} from "./tumbling-window.ts";

/** The tumbling windows of a feed, one after the other; without any, for a mapping that has none. */
export interface FeedWindow {
  /** The end of the open window, if it comes before the next record (undefined: before whatever may come). */
  endBefore(next: StreamRecord | undefined): number | undefined;
  /** The batch that tells of it. */
  ending(nowMs: number): StreamBatch | undefined;
  /** Opens the window of a record, where none is open. */
  open(record: StreamRecord): void;
  /** Whether a record may be in one batch with what is handed over now. */
  has(record: StreamRecord): boolean;
  fields(batch: StreamBatch): WindowFields | undefined;
  /** @param isOver whether nothing of the batch is left to try */
  noteOutcome(batch: StreamBatch, outcome: StreamOutcome, isOver: boolean): void;
  /** Whether the state has grown too large. */
  isTooLarge(): boolean;
}

export function createFeedWindow(source: StreamSource): FeedWindow {
  const { tumblingWindowSeconds: seconds } = source;
  let window: TumblingWindow | undefined;
  return {
    endBefore(next) {
      if (window === undefined || (next !== undefined && isInWindow(next, window))) return undefined;
      return window.endMs;
    },
    ending: (nowMs) => window && finalBatch(window.lastRecords, nowMs),
    open(record) {
      if (seconds !== undefined) window ??= windowOf(record, seconds);
    },
    has: (record) => window === undefined || isInWindow(record, window),
    fields: ({ isFinal }) => window && windowFields(source, window, isFinal),
    noteOutcome({ isFinal, records }, outcome, isOver) {
      if (window === undefined) return;
      if (isFinal) window = isOver ? afterEnd(window) : window;
      else if ("state" in outcome) window = withState(window, records, outcome.state);
    },
    isTooLarge: () => window?.isTooLarge === true,
  };
}
