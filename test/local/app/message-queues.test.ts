import assert from "node:assert/strict";
import {
  createMessageQueues,
  type MessageQueues,
  type QueueSource,
  type SqsRecord,
} from "../../../local/app/message-queues.ts";
import { type Declarations, resolvedStack } from "../synthesized/declared-stack.ts";

const ORDERS = "arn:aws:sqs:eu-west-1:123456789012:orders";
const DEAD = "arn:aws:sqs:eu-west-1:123456789012:dead";
const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:ship:live";
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

const TO_DEAD = { redrive_policy: JSON.stringify({ deadLetterTargetArn: DEAD, maxReceiveCount: 2 }) };

/** The queue `orders` and what feeds a function from it. */
function orders(queue: object = {}, mapping: object = {}): Declarations {
  return {
    "aws_sqs_queue.orders": { name: "orders", ...queue },
    "aws_sqs_queue.dead": { name: "dead" },
    "aws_lambda_event_source_mapping.orders": {
      event_source_arn: "${aws_sqs_queue.orders.arn}",
      function_name: FUNCTION,
      ...mapping,
    },
  };
}

interface Batches {
  readonly queues: MessageQueues;
  readonly sources: readonly QueueSource[];
  /** The messages of each batch, in the order in which they were handed over. */
  readonly bodies: readonly (readonly string[])[];
  readonly records: readonly (readonly SqsRecord[])[];
}

/** Queues whose batches are kept; messages that `fails` names come again. */
function feed(declarations: Declarations, fails: (record: SqsRecord) => boolean = () => false): Batches {
  const sources: QueueSource[] = [];
  const bodies: string[][] = [];
  const records: (readonly SqsRecord[])[] = [];
  const queues = createMessageQueues(resolvedStack(declarations), "eu-west-1", async (source, batch) => {
    sources.push(source);
    bodies.push(batch.map(({ body }) => body));
    records.push(batch);
    return batch.filter(fails).map(({ messageId }) => messageId);
  });
  return { queues, sources, bodies, records };
}

/** All that promises have to do is done a turn of the event loop later. */
function afterAllPromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function sendAll(queues: MessageQueues, ...bodies: readonly unknown[]): void {
  for (const body of bodies) queues.send(ORDERS, body);
}

describe("the message queues", () => {
  it("know their own ARNs", () => {
    const { queues } = feed(orders());
    assert.deepEqual([queues.has(ORDERS), queues.has(DEAD), queues.has(FUNCTION)], [true, true, false]);
  });

  it("keep the messages that no function takes", () => {
    const { queues, bodies } = feed(orders());
    queues.send(DEAD, "late");
    const [message, ...others] = queues.waiting(DEAD);
    assert.match(message?.messageId ?? "", UUID);
    assert.deepEqual([message?.body, message?.receiveCount, others], ["late", 0, []]);
    assert.equal(queues.flush(), false);
    assert.deepEqual(bodies, []);
  });

  it("have no messages for a queue that is not theirs", () => {
    const { queues } = feed(orders());
    queues.send(FUNCTION, "lost");
    assert.deepEqual(queues.waiting(FUNCTION), []);
  });

  it("hand a message over as a record of Amazon SQS", () => {
    const { queues, sources, records } = feed(orders());
    queues.send(ORDERS, "hello");
    const messageId = records[0]?.[0]?.messageId ?? "";
    assert.match(messageId, UUID);
    assert.deepEqual(records, [
      [
        {
          messageId,
          receiptHandle: messageId,
          body: "hello",
          attributes: { ApproximateReceiveCount: "1" },
          messageAttributes: {},
          md5OfBody: "5d41402abc4b2a76b9719d911017c592",
          eventSource: "aws:sqs",
          eventSourceARN: ORDERS,
          awsRegion: "eu-west-1",
        },
      ],
    ]);
    assert.deepEqual(sources, [
      { functionArn: FUNCTION, batchSize: 10, isWaitingForMore: false, isReportingItems: false },
    ]);
  });

  it("tell whether a function reports the items that failed", () => {
    const { queues, sources } = feed(orders({}, { function_response_types: ["ReportBatchItemFailures"] }));
    queues.send(ORDERS, "hello");
    assert.equal(sources[0]?.isReportingItems, true);
  });

  it("send what is no text as JSON", () => {
    const { queues, bodies } = feed(orders());
    sendAll(queues, { id: 7 }, "text", 3, null);
    assert.deepEqual(bodies, [['{"id":7}'], ["text"], ["3"], ["null"]]);
  });

  describe("with a batching window", () => {
    const waiting = { batch_size: 2, maximum_batching_window_in_seconds: 30 };

    it("wait until a batch is full", () => {
      const { queues, bodies } = feed(orders({}, waiting));
      sendAll(queues, "a");
      assert.deepEqual(bodies, []);
      assert.deepEqual(
        queues.waiting(ORDERS).map(({ body }) => body),
        ["a"],
      );
      sendAll(queues, "b", "c");
      assert.deepEqual(bodies, [["a", "b"]]);
    });

    it("hand over what waits when they are flushed", () => {
      const { queues, bodies } = feed(orders({}, waiting));
      sendAll(queues, "a");
      assert.equal(queues.flush(), true);
      assert.deepEqual(bodies, [["a"]]);
      assert.equal(queues.flush(), false);
    });

    it("hand messages that failed over with the next batch, which waits too", async () => {
      const { queues, bodies } = feed(orders({}, waiting), ({ body }) => body === "b");
      sendAll(queues, "a", "b");
      await afterAllPromises();
      assert.deepEqual(bodies, [["a", "b"]]);
      sendAll(queues, "c");
      assert.deepEqual(bodies, [
        ["a", "b"],
        ["b", "c"],
      ]);
    });
  });

  describe("when messages fail", () => {
    it("hand only those over again, with their ids and one receipt more", async () => {
      const { queues, records } = feed(
        orders(TO_DEAD, { batch_size: 3, maximum_batching_window_in_seconds: 1 }),
        ({ body, attributes }) => body === "b" && attributes.ApproximateReceiveCount === "1",
      );
      sendAll(queues, "a", "b", "c");
      await afterAllPromises();
      queues.flush();
      await afterAllPromises();
      assert.deepEqual(
        records.map((batch) =>
          batch.map(({ body, attributes }) => [body, attributes.ApproximateReceiveCount]),
        ),
        [
          [
            ["a", "1"],
            ["b", "1"],
            ["c", "1"],
          ],
          [["b", "2"]],
        ],
      );
      assert.equal(records[1]?.[0]?.messageId, records[0]?.[1]?.messageId);
      assert.deepEqual([queues.waiting(ORDERS), queues.waiting(DEAD)], [[], []]);
    });

    it("move them to the dead-letter queue after maxReceiveCount receipts", async () => {
      const { queues, bodies } = feed(orders(TO_DEAD), ({ body }) => body === "bad");
      sendAll(queues, "good", "bad");
      await afterAllPromises();
      assert.deepEqual(bodies, [["good"], ["bad"], ["bad"]]);
      assert.deepEqual(
        queues.waiting(DEAD).map(({ body, receiveCount }) => [body, receiveCount]),
        [["bad", 2]],
      );
      assert.deepEqual(queues.waiting(ORDERS), []);
    });

    it("give up after three receipts where there is no dead-letter queue", async () => {
      const { queues, bodies } = feed(orders(), () => true);
      sendAll(queues, "bad");
      await afterAllPromises();
      assert.deepEqual(bodies, [["bad"], ["bad"], ["bad"]]);
      assert.deepEqual([queues.waiting(ORDERS), queues.waiting(DEAD)], [[], []]);
    });

    it("hand a function what the dead-letter queue feeds it", async () => {
      const declarations = {
        ...orders(TO_DEAD),
        "aws_lambda_event_source_mapping.dead": {
          event_source_arn: "${aws_sqs_queue.dead.arn}",
          function_name: "arn:aws:lambda:eu-west-1:123456789012:function:bury",
        },
      };
      const { queues, sources } = feed(declarations, ({ eventSourceARN }) => eventSourceARN === ORDERS);
      sendAll(queues, "bad");
      await afterAllPromises();
      assert.deepEqual(
        sources.map(({ functionArn }) => functionArn),
        [FUNCTION, FUNCTION, "arn:aws:lambda:eu-west-1:123456789012:function:bury"],
      );
      assert.deepEqual(queues.waiting(DEAD), []);
    });

    it("take a function that cannot be called for one that failed", async () => {
      const queues = createMessageQueues(resolvedStack(orders(TO_DEAD)), "eu-west-1", async () => {
        throw new Error("The Lambda runtime is closed.");
      });
      sendAll(queues, "a");
      await afterAllPromises();
      assert.deepEqual(
        queues.waiting(DEAD).map(({ body, receiveCount }) => [body, receiveCount]),
        [["a", 2]],
      );
    });
  });
});
