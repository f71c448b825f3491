import assert from "node:assert/strict";
import { createFunctionCalls } from "../../../local/app/function-calls.ts";
import { consumeStreamBatch } from "../../../local/bus/consume-stream-batch.ts";
import { type WindowFields, windowFields, windowOf } from "../../../local/bus/tumbling-window.ts";
import { type CallableFunctions, callableFunctions, functionArn } from "../app/callable-functions.ts";
import { resolvedStack } from "../synthesized/declared-stack.ts";
import { streamRecords, streamSource } from "./stream-records.ts";

/** Does what the id of the first record says. */
const TELL = `exports.handler = async ({ Records }) => {
  const answer = JSON.parse(Records[0].dynamodb.Keys.id.S);
  if (answer === "throw") throw new Error("bad batch");
  return answer;
};`;

const FIRST = "100000000000000000001";
const SECOND = "100000000000000000002";
const THIRD = "100000000000000000003";

describe("a batch of a stream for a function", () => {
  let functions: CallableFunctions;
  before(() => {
    functions = callableFunctions({ tell: TELL });
  });
  after(() => functions.close());

  const source = (isReportingItems: boolean) =>
    streamSource({ functionArn: functionArn("tell"), batchSize: 3, isReportingItems });
  /** What becomes of three records when the function answers so; without the request's id. */
  const outcome = async (answer: unknown, isReportingItems = true, window?: WindowFields) => {
    const records = streamRecords([JSON.stringify(answer), "b", "c"], 0);
    const result = await consumeStreamBatch(functions.calls, source(isReportingItems), records, window);
    if (result.kind !== "failed" && result.kind !== "stopped") return result;
    const { requestId = "", ...others } = result.answer ?? {};
    assert.match(requestId, /^[0-9a-f]{8}-/);
    return { ...result, answer: others };
  };
  const named = (...ids: readonly unknown[]) => ({
    batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
  });
  const answer = { executedVersion: "$LATEST" };

  it("is done where the function names no record", async () => {
    for (const payload of [null, {}, { batchItemFailures: null }, named()]) {
      assert.deepEqual(await outcome(payload), { kind: "done" });
    }
  });

  it("has stopped at the first of the records that it names", async () => {
    assert.deepEqual(await outcome(named(THIRD, SECOND)), { kind: "stopped", at: 1, answer });
    assert.deepEqual(await outcome(named(FIRST)), { kind: "stopped", at: 0, answer });
  });

  it("has failed where what it names is no record of the batch", async () => {
    for (const payload of [named(SECOND, ""), named(null), named("7"), { batchItemFailures: "all" }]) {
      assert.deepEqual(await outcome(payload), { kind: "failed", answer });
    }
  });

  it("is done whatever it names where the mapping does not ask for it", async () => {
    assert.deepEqual(await outcome(named(SECOND), false), { kind: "done" });
  });

  it("has failed where the function has", async () => {
    assert.deepEqual(await outcome("throw"), {
      kind: "failed",
      answer: { ...answer, functionError: "Unhandled" },
    });
  });

  describe("with a tumbling window", () => {
    const mapping = streamSource({ tumblingWindowSeconds: 60 });
    const window = windowFields(mapping, windowOf(streamRecords(["a"], 0)[0] ?? assert.fail(), 60), false);

    it("gives the state that the function gives", async () => {
      assert.deepEqual(await outcome({ state: { n: 1 } }, false, window), { kind: "done", state: { n: 1 } });
      assert.deepEqual(await outcome({ state: { n: 1 }, ...named(SECOND) }, true, window), {
        kind: "stopped",
        at: 1,
        answer,
        state: { n: 1 },
      });
    });

    it("has failed where the function gives none", async () => {
      for (const payload of [null, {}, named()]) {
        assert.deepEqual(await outcome(payload, true, window), { kind: "failed", answer });
      }
    });
  });

  it("is not taken where the function is at its limit", async () => {
    const spec = { ...(functions.specs.get(functionArn("tell")) ?? assert.fail()), reservedConcurrency: 0 };
    const calls = createFunctionCalls(resolvedStack({}), {
      runtime: functions.runtime,
      specs: new Map([[spec.arn, spec]]),
      nowMs: Date.now,
      sendToQueue: () => {},
    });
    const records = streamRecords(["a"], 0);
    assert.deepEqual(await consumeStreamBatch(calls, source(false), records), { kind: "throttled" });
  });
});
