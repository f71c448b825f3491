import type { StreamRecord } from "../services/dynamodb/stream-record.ts";
import { retryBackoffMs } from "./retry-backoff.ts";
import type { StreamSource } from "./stream-source.ts";

/** Records that a function gets at once, and how often it had them already. */
export interface StreamBatch {
  readonly records: readonly StreamRecord[];
  /** Whether the function is told of the end of a tumbling window, without these records, which were its last ones. */
  readonly isFinal: boolean;
  /** When they are handed over, in milliseconds since 1970. */
  readonly dueMs: number;
  readonly calls: number;
  /** Calls after the first one that count as retries: those after a batch was halved do not. */
  readonly retries: number;
  /** Calls before which the function was at its limit, since the last one that it took. */
  readonly throttles: number;
}

/** What is told of a call in a failure destination. */
export interface StreamAnswer {
  readonly requestId: string;
  readonly executedVersion: string;
  readonly functionError?: string;
}

/** What became of a call. */
export type StreamOutcome =
  | { readonly kind: "done"; readonly state?: unknown }
  | { readonly kind: "throttled" }
  /** The function failed, or what it answered cannot be read: nothing is done. */
  | { readonly kind: "failed"; readonly answer?: StreamAnswer }
  /** It named the first record that failed, by its place in the batch. */
  | {
      readonly kind: "stopped";
      readonly at: number;
      readonly answer: StreamAnswer;
      readonly state?: unknown;
    };

export interface DiscardedBatch {
  readonly records: readonly StreamRecord[];
  readonly condition: "RetryAttemptsExhausted" | "RecordAgeExceeded";
  readonly calls: number;
  readonly answer?: StreamAnswer;
}

/** What comes next, before all other records of the stream. */
export interface AfterCall {
  readonly next: readonly StreamBatch[];
  readonly discarded?: DiscardedBatch;
}

/** A stream keeps its records for a day. */
const RETENTION_SECONDS = 86_400;

/** Of a mapping without limits: AWS tries for a day, a local run has to come to an end. */
const MAX_RETRIES = 2;

/** What becomes of records that were not handed over yet: those that have waited too long are given up. */
export function firstBatch(source: StreamSource, records: readonly StreamRecord[], dueMs: number): AfterCall {
  return inTime(source, { records, isFinal: false, dueMs, calls: 0, retries: 0, throttles: 0 });
}

/** To tell of the end of a window whose last records these were. */
export function finalBatch(records: readonly StreamRecord[], dueMs: number): StreamBatch {
  return { records, isFinal: true, dueMs, calls: 0, retries: 0, throttles: 0 };
}

/**
 * "Retaining discarded records for a DynamoDB event source in Lambda" and "Configuring partial batch response with DynamoDB and
 * Lambda": records are tried again from the first one that failed on, until they are too old or were retried often enough. AWS
 * names no waits; they are those of EventBridge's retries here.
 */
export function afterCall(
  source: StreamSource,
  batch: StreamBatch,
  outcome: StreamOutcome,
  nowMs: number,
): AfterCall {
  if (outcome.kind === "done") return { next: [] };
  if (outcome.kind === "throttled") {
    const dueMs = nowMs + retryBackoffMs(batch.throttles);
    return inTime(source, { ...batch, dueMs, throttles: batch.throttles + 1 });
  }
  const called = { ...batch, dueMs: nowMs, calls: batch.calls + 1, throttles: 0 };
  if (outcome.kind === "failed" && source.isBisecting && !batch.isFinal && batch.records.length > 1) {
    return { next: halves(called) };
  }
  const records = outcome.kind === "stopped" ? batch.records.slice(outcome.at) : batch.records;
  const { answer } = outcome;
  const again = {
    ...called,
    records,
    dueMs: nowMs + retryBackoffMs(batch.retries),
    retries: batch.retries + 1,
  };
  if (batch.retries < maximumRetries(source)) return inTime(source, again, answer);
  // Without a number of retries, AWS gives up for the age alone.
  const condition =
    source.maximumRetryAttempts === undefined ? "RecordAgeExceeded" : "RetryAttemptsExhausted";
  return { next: [], discarded: { records, condition, calls: called.calls, ...(answer && { answer }) } };
}

function maximumRetries({ maximumRetryAttempts, maximumRecordAgeSeconds }: StreamSource): number {
  if (maximumRetryAttempts !== undefined) return maximumRetryAttempts;
  return maximumRecordAgeSeconds === undefined ? MAX_RETRIES : Number.POSITIVE_INFINITY;
}

/** The first half has to be done before the second one. */
function halves(batch: StreamBatch): readonly StreamBatch[] {
  const middle = Math.ceil(batch.records.length / 2);
  return [batch.records.slice(0, middle), batch.records.slice(middle)].map((records) => ({
    ...batch,
    records,
  }));
}

/** Leaves the records that are too old by the time that the batch is due, which are the first ones. */
function inTime(
  { maximumRecordAgeSeconds = RETENTION_SECONDS }: StreamSource,
  batch: StreamBatch,
  answer?: StreamAnswer,
): AfterCall {
  const maxAgeSeconds = Math.min(maximumRecordAgeSeconds, RETENTION_SECONDS);
  const isYoung = ({ dynamodb }: StreamRecord) =>
    batch.dueMs / 1000 - dynamodb.ApproximateCreationDateTime < maxAgeSeconds;
  const young = batch.records.filter(isYoung);
  const next = young.length === 0 ? [] : [{ ...batch, records: young }];
  if (young.length === batch.records.length) return { next };
  const records = batch.records.filter((record) => !isYoung(record));
  return {
    next,
    discarded: { records, condition: "RecordAgeExceeded", calls: batch.calls, ...(answer && { answer }) },
  };
}
