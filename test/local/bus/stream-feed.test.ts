import assert from "node:assert/strict";
import type { StreamOutcome } from "../../../local/bus/stream-batch.ts";
import { createStreamLanes } from "../../../local/bus/stream-lanes.ts";
import type { StreamSource } from "../../../local/bus/stream-source.ts";
import type { WindowFields } from "../../../local/bus/tumbling-window.ts";
import { afterAllPromises, skipAhead, stoppedClock } from "./stopped-clock.ts";
import { idsOf, STREAM, streamRecords, streamSource } from "./stream-records.ts";

/** Feeds of a mapping, and what they have handed over: ids, state and whether it is the end of its window. */
function open(mapping: Partial<StreamSource>, outcomeOf: (batch: string) => StreamOutcome) {
  const clock = stoppedClock();
  const source = streamSource(mapping);
  const handed: (readonly [string, unknown, boolean | undefined])[] = [];
  const windows: (WindowFields | undefined)[] = [];
  const discarded: string[] = [];
  const feed = createStreamLanes(source, {
    clock,
    signal: new AbortController().signal,
    consume: async (_source, records, window) => {
      const ids = idsOf(records);
      handed.push([ids, window?.state, window?.isFinalInvokeForWindow]);
      windows.push(window);
      return outcomeOf(ids);
    },
    onDiscard: (_source, { records, condition }) => discarded.push(`${idsOf(records)} ${condition}`),
  });
  const add = (...ids: readonly string[]) => {
    for (const record of streamRecords(ids, clock.nowMs())) feed.add(record);
  };
  const skipAll = async () => {
    do await afterAllPromises();
    while (await skipAhead(clock));
  };
  return { clock, add, skipAll, handed, windows, discarded };
}

const FAILED: StreamOutcome = { kind: "failed" };

describe("a feed with tumbling windows", () => {
  it("carries the state from batch to batch, tells of the end, and begins the next window without one", async () => {
    let sum = "";
    const { clock, add, skipAll, handed } = open({ tumblingWindowSeconds: 60, batchSize: 2 }, (ids) => {
      sum = ids === "d" ? "d" : sum + ids;
      return { kind: "done", state: { sum } };
    });
    add("a", "b", "c");
    await skipAll();
    assert.equal(clock.nowMs(), Date.UTC(2024, 1, 29, 12, 1));
    add("d");
    await skipAll();
    assert.deepEqual(handed, [
      ["ab", {}, false],
      ["c", { sum: "ab" }, false],
      ["", { sum: "abc" }, true],
      ["d", {}, false],
      ["", { sum: "d" }, true],
    ]);
  });

  it("says which window it is, of which shard and stream", async () => {
    const { add, skipAll, windows } = open({ tumblingWindowSeconds: 300 }, () => ({
      kind: "done",
      state: { n: 1 },
    }));
    add("a");
    await skipAll();
    assert.deepEqual(windows[1], {
      window: { start: "2024-02-29T12:00:00Z", end: "2024-02-29T12:05:00Z" },
      state: { n: 1 },
      shardId: "shardId-00000000000000000000-00000000",
      eventSourceARN: STREAM,
      isFinalInvokeForWindow: true,
      isWindowTerminatedEarly: false,
    });
  });

  it("has records of one window in a batch only, and tells of the end of the first before the second", async () => {
    // The records are a second apart, and so are the windows.
    const { add, skipAll, handed } = open({ tumblingWindowSeconds: 1 }, (ids) => ({
      kind: "done",
      state: ids,
    }));
    add("a", "b");
    await skipAll();
    assert.deepEqual(handed, [
      ["a", {}, false],
      ["", "a", true],
      ["b", {}, false],
      ["", "b", true],
    ]);
  });

  it("tries again with the state before the failure", async () => {
    let failures = 1;
    const { add, skipAll, handed } = open({ tumblingWindowSeconds: 60, batchSize: 1 }, (ids) =>
      ids === "b" && failures-- > 0 ? FAILED : { kind: "done", state: ids },
    );
    add("a", "b");
    await skipAll();
    assert.deepEqual(handed, [
      ["a", {}, false],
      ["b", "a", false],
      ["b", "a", false],
      ["", "b", true],
    ]);
  });

  it("gives the end of a window up as it does records, told of with the last of them", async () => {
    const mapping = { tumblingWindowSeconds: 60, maximumRetryAttempts: 1 };
    const { add, skipAll, handed, discarded } = open(mapping, (ids) =>
      ids === "" ? FAILED : { kind: "done", state: ids },
    );
    add("a", "b");
    await skipAll();
    assert.deepEqual(handed.slice(1), [
      ["", "ab", true],
      ["", "ab", true],
    ]);
    assert.deepEqual(discarded, ["ab RetryAttemptsExhausted"]);
  });

  it("ends early where the state is larger than 1 MB, and goes on with a new one", async () => {
    const large = "x".repeat(1024 * 1024);
    const { add, skipAll, windows } = open({ tumblingWindowSeconds: 60, batchSize: 1 }, (ids) => ({
      kind: "done",
      state: ids === "a" ? large : ids,
    }));
    add("a", "b");
    await skipAll();
    assert.deepEqual(
      windows.map((window) => [
        window?.state === large ? "large" : window?.state,
        window?.isFinalInvokeForWindow,
        window?.isWindowTerminatedEarly,
        window?.window.start,
      ]),
      [
        [{}, false, false, "2024-02-29T12:00:00Z"],
        ["large", true, true, "2024-02-29T12:00:00Z"],
        [{}, false, false, "2024-02-29T12:00:00Z"],
        ["b", true, false, "2024-02-29T12:00:00Z"],
      ],
    );
  });
});

describe("a feed with a parallelization factor", () => {
  it("hands over batches of other items beside one that fails, and keeps the order of each item", async () => {
    const { add, handed } = open({ parallelizationFactor: 10, batchSize: 1 }, (ids) =>
      ids === "a" ? FAILED : { kind: "done" },
    );
    add("a", "b", "a", "b");
    await afterAllPromises();
    assert.deepEqual(
      handed.map(([ids]) => ids),
      ["a", "b", "b"],
    );
  });
});
