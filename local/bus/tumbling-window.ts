import type { StreamRecord } from "../services/dynamodb/stream-record.ts";
import { eventTime } from "./bus-event.ts";
import { SHARD_ID } from "./stream-shard.ts";
import type { StreamSource } from "./stream-source.ts";

/** A tumbling window that records came for and whose end the function was not told of yet. */
export interface TumblingWindow {
  /** In milliseconds since 1970; the end belongs to the next one. */
  readonly startMs: number;
  readonly endMs: number;
  /** What the function gave last, `{}` at first. */
  readonly state: unknown;
  /** Of its last batch. */
  readonly lastRecords: readonly StreamRecord[];
  /** Whether the state grew too large, by which the window ends early. */
  readonly isTooLarge: boolean;
}

/** What an event has besides its records ("Implementing stateful DynamoDB stream processing in Lambda"). */
export interface WindowFields {
  readonly window: { readonly start: string; readonly end: string };
  readonly state: unknown;
  readonly shardId: string;
  readonly eventSourceARN: string;
  readonly isFinalInvokeForWindow: boolean;
  readonly isWindowTerminatedEarly: boolean;
}

/** "Your state can be a maximum of 1 MB per shard." */
const MOST_STATE_BYTES = 1024 * 1024;

/** The window of a record, by the time at which it was written: windows begin at multiples of their length since 1970. */
export function windowOf(record: StreamRecord, windowSeconds: number): TumblingWindow {
  const lengthMs = windowSeconds * 1000;
  const startMs = Math.floor(writtenMs(record) / lengthMs) * lengthMs;
  return { startMs, endMs: startMs + lengthMs, state: {}, lastRecords: [], isTooLarge: false };
}

export function isInWindow(record: StreamRecord, { startMs, endMs }: TumblingWindow): boolean {
  return writtenMs(record) >= startMs && writtenMs(record) < endMs;
}

export function windowFields(
  { streamArn }: StreamSource,
  { startMs, endMs, state, isTooLarge }: TumblingWindow,
  isFinal: boolean,
): WindowFields {
  return {
    window: { start: eventTime(startMs), end: eventTime(endMs) },
    state,
    shardId: SHARD_ID,
    eventSourceARN: streamArn,
    isFinalInvokeForWindow: isFinal,
    isWindowTerminatedEarly: isFinal && isTooLarge,
  };
}

/** After a call that gave a state. */
export function withState(
  window: TumblingWindow,
  lastRecords: readonly StreamRecord[],
  state: unknown,
): TumblingWindow {
  const isTooLarge = Buffer.byteLength(JSON.stringify(state) ?? "") > MOST_STATE_BYTES;
  return { ...window, state, lastRecords, isTooLarge };
}

/** After the end was told: one that ended early goes on with a new state. */
export function afterEnd(window: TumblingWindow): TumblingWindow | undefined {
  return window.isTooLarge ? { ...window, state: {}, isTooLarge: false } : undefined;
}

function writtenMs({ dynamodb }: StreamRecord): number {
  return dynamodb.ApproximateCreationDateTime * 1000;
}
