import assert from "node:assert/strict";
import {
  type AfterCall,
  afterCall,
  finalBatch,
  firstBatch,
  type StreamBatch,
  type StreamOutcome,
} from "../../../local/bus/stream-batch.ts";
import type { StreamSource } from "../../../local/bus/stream-source.ts";
import { idsOf, streamRecords, streamSource } from "./stream-records.ts";

const NOW_MS = Date.UTC(2024, 1, 29, 12);
const ANSWER = { requestId: "r1", executedVersion: "$LATEST" };
const FAILED: StreamOutcome = { kind: "failed", answer: ANSWER };

const source = (more: Partial<StreamSource> = {}) => streamSource({ isReportingItems: true, ...more });

const batch = (ids: string, more: Partial<StreamBatch> = {}): StreamBatch => {
  const [first] = firstBatch(streamSource(), streamRecords([...ids], NOW_MS), NOW_MS).next;
  return { ...(first ?? assert.fail()), ...more };
};

/** Ids, seconds until they are handed over, calls and retries of what comes next; and what was given up, for what and after how many calls. */
function shown({ next, discarded }: AfterCall) {
  return {
    next: next.map(({ records, dueMs, calls, retries }) => [
      idsOf(records),
      (dueMs - NOW_MS) / 1000,
      calls,
      retries,
    ]),
    discarded: discarded && [idsOf(discarded.records), discarded.condition, discarded.calls],
  };
}

describe("after a call with records of a stream", () => {
  it("nothing is left of a batch that is done", () => {
    assert.deepEqual(afterCall(source(), batch("abc"), { kind: "done" }, NOW_MS), { next: [] });
  });

  it("all come again that the function failed for, later each time", () => {
    const limited = source({ maximumRetryAttempts: 5 });
    assert.deepEqual(shown(afterCall(limited, batch("abc"), FAILED, NOW_MS)), {
      next: [["abc", 1, 1, 1]],
      discarded: undefined,
    });
    assert.deepEqual(shown(afterCall(limited, batch("abc", { calls: 2, retries: 2 }), FAILED, NOW_MS)).next, [
      ["abc", 4, 3, 3],
    ]);
  });

  it("those come again that are not before the one that it named", () => {
    const outcome: StreamOutcome = { kind: "stopped", at: 1, answer: ANSWER };
    assert.deepEqual(shown(afterCall(source(), batch("abc"), outcome, NOW_MS)).next, [["bc", 1, 1, 1]]);
    assert.deepEqual(shown(afterCall(source({ isBisecting: true }), batch("abc"), outcome, NOW_MS)).next, [
      ["bc", 1, 1, 1],
    ]);
  });

  it("they come in halves where the mapping says so, which is no retry", () => {
    const bisecting = source({ isBisecting: true, maximumRetryAttempts: 0 });
    assert.deepEqual(shown(afterCall(bisecting, batch("abc"), FAILED, NOW_MS)).next, [
      ["ab", 0, 1, 0],
      ["c", 0, 1, 0],
    ]);
    assert.deepEqual(shown(afterCall(bisecting, batch("c", { calls: 1 }), FAILED, NOW_MS)), {
      next: [],
      discarded: ["c", "RetryAttemptsExhausted", 2],
    });
  });

  it("they are given up after as many retries as the mapping says", () => {
    const limited = source({ maximumRetryAttempts: 1 });
    assert.deepEqual(shown(afterCall(limited, batch("abc", { calls: 1, retries: 1 }), FAILED, NOW_MS)), {
      next: [],
      discarded: ["abc", "RetryAttemptsExhausted", 2],
    });
  });

  it("they are given up after two retries where the mapping has no limit, for their age", () => {
    assert.deepEqual(shown(afterCall(source(), batch("abc", { calls: 2, retries: 2 }), FAILED, NOW_MS)), {
      next: [],
      discarded: ["abc", "RecordAgeExceeded", 3],
    });
  });

  it("those are given up that would be too old", () => {
    const aged = source({ maximumRecordAgeSeconds: 60 });
    const later = (seconds: number) =>
      shown(afterCall(aged, batch("abc", { calls: 6, retries: 6 }), FAILED, NOW_MS + seconds * 1000));
    assert.deepEqual(later(-5), { next: [["abc", 59, 7, 7]], discarded: undefined });
    assert.deepEqual(later(-3), { next: [["c", 61, 7, 7]], discarded: ["ab", "RecordAgeExceeded", 7] });
    assert.deepEqual(later(0), { next: [], discarded: ["abc", "RecordAgeExceeded", 7] });
  });

  it("a function at its limit was not called: they come again until they are too old", () => {
    const limited = source({ maximumRetryAttempts: 0 });
    const throttled: StreamOutcome = { kind: "throttled" };
    const { next } = afterCall(limited, batch("abc", { throttles: 3 }), throttled, NOW_MS);
    assert.deepEqual(
      next.map(({ dueMs, calls, retries, throttles }) => [
        (dueMs - NOW_MS) / 1000,
        calls,
        retries,
        throttles,
      ]),
      [[8, 0, 0, 4]],
    );
    const atEnd = afterCall(limited, batch("a"), throttled, NOW_MS + 86_399_000);
    assert.deepEqual(shown(atEnd), { next: [], discarded: ["a", "RecordAgeExceeded", 0] });
  });

  it("the end of a window is told again, whole, until the retries are used up", () => {
    const end = finalBatch(streamRecords(["a", "b"], NOW_MS), NOW_MS);
    const mapping = source({ isBisecting: true, maximumRetryAttempts: 1 });
    const { next } = afterCall(mapping, end, FAILED, NOW_MS);
    assert.deepEqual(
      next.map(({ records, isFinal }) => [idsOf(records), isFinal]),
      [["ab", true]],
    );
    const [again = assert.fail()] = next;
    assert.deepEqual(shown(afterCall(mapping, again, FAILED, NOW_MS)), {
      next: [],
      discarded: ["ab", "RetryAttemptsExhausted", 2],
    });
  });
});

describe("before a call with records of a stream", () => {
  it("those are given up that have waited too long", () => {
    const mapping = streamSource({ maximumRecordAgeSeconds: 60 });
    assert.deepEqual(shown(firstBatch(mapping, streamRecords(["a", "b"], NOW_MS - 60_000), NOW_MS)), {
      next: [["b", 0, 0, 0]],
      discarded: ["a", "RecordAgeExceeded", 0],
    });
  });
});
