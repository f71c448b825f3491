import assert from "node:assert/strict";
import { consumeBatch } from "../../../local/bus/consume-batch.ts";
import type { QueueSource } from "../../../local/bus/queue-source.ts";
import type { SqsRecord } from "../../../local/bus/sqs-record.ts";
import { TooManyRequestsError } from "../../../local/lambda/reserved-concurrency.ts";
import { type CallableFunctions, callableFunctions, functionArn } from "../app/callable-functions.ts";

/** Does what the first record's body says. */
const DIGEST = `exports.handler = async ({ Records }) => {
  const answer = JSON.parse(Records[0].body);
  if (answer === "throw") throw new Error("bad batch");
  return answer;
};`;

const SOURCE: QueueSource = {
  queueArn: "arn:aws:sqs:eu-west-1:123456789012:orders",
  functionArn: functionArn("digest"),
  batchSize: 3,
  batchingWindowSeconds: 0,
  isReportingItems: true,
  filters: undefined,
  maximumConcurrency: 2,
};

describe("a batch for a function", () => {
  let functions: CallableFunctions;
  before(() => {
    functions = callableFunctions({ digest: DIGEST });
  });
  after(() => functions.close());

  const record = (messageId: string, body: string): SqsRecord => ({
    messageId,
    receiptHandle: messageId,
    body,
    attributes: { ApproximateReceiveCount: "1" },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-west-1:123456789012:orders",
    awsRegion: "eu-west-1",
  });

  /** The ids that come again when the function answers so to the messages 1, 2 and 3. */
  const failedIds = (answer: unknown, isReportingItems = true) =>
    consumeBatch(functions.calls, { ...SOURCE, isReportingItems }, [
      record("1", JSON.stringify(answer)),
      record("2", ""),
      record("3", ""),
    ]);
  const failing = (...ids: readonly unknown[]) => ({
    batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
  });

  it("comes again in those messages that the function names", async () => {
    assert.deepEqual(await failedIds(failing("1", "3")), ["1", "3"]);
  });

  for (const answer of [null, "done", {}, { batchItemFailures: null }, { batchItemFailures: [] }]) {
    it(`is done when the function answers ${JSON.stringify(answer)}`, async () => {
      assert.deepEqual(await failedIds(answer), []);
    });
  }

  it("comes again as a whole when the function fails", async () => {
    assert.deepEqual(await failedIds("throw"), ["1", "2", "3"]);
    assert.deepEqual(await failedIds("throw", false), ["1", "2", "3"]);
  });

  for (const id of ["4", "", null]) {
    it(`comes again as a whole when the function names a message ${JSON.stringify(id)}`, async () => {
      assert.deepEqual(await failedIds(failing("1", id)), ["1", "2", "3"]);
    });
  }

  for (const failures of ["1", { itemIdentifier: "1" }, [null], ["1"], [{ id: "1" }]]) {
    it(`comes again as a whole when the failures are ${JSON.stringify(failures)}`, async () => {
      assert.deepEqual(await failedIds({ batchItemFailures: failures }), ["1", "2", "3"]);
    });
  }

  it("is done, whatever the function names, where its mapping does not ask for failed items", async () => {
    assert.deepEqual(await failedIds(failing("1", "3"), false), []);
  });

  it("comes again as a whole where the function is at its limit", async () => {
    const calls = { ...functions.calls, call: () => Promise.reject(new TooManyRequestsError()) };
    assert.deepEqual(await consumeBatch(calls, SOURCE, [record("1", ""), record("2", "")]), ["1", "2"]);
    const broken = { ...functions.calls, call: () => Promise.reject(new Error("gone")) };
    await assert.rejects(consumeBatch(broken, SOURCE, [record("1", "")]), { message: "gone" });
  });
});
