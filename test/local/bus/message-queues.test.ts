import assert from "node:assert/strict";
import { createMessageQueues, type MessageQueues } from "../../../local/bus/message-queues.ts";
import type { ConsumeBatch } from "../../../local/bus/queue-feed.ts";
import type { QueueSource } from "../../../local/bus/queue-source.ts";
import type { SkippingClock } from "../../../local/bus/skipping-clock.ts";
import type { SqsRecord } from "../../../local/bus/sqs-record.ts";
import { type Declarations, PLACE, resolvedStack } from "../synthesized/declared-stack.ts";
import { afterAllPromises, skipAhead, stoppedClock } from "./stopped-clock.ts";

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
  readonly clock: SkippingClock;
  readonly sources: readonly QueueSource[];
  /** The messages of each batch, in the order in which they were handed over. */
  readonly bodies: readonly (readonly string[])[];
  readonly records: readonly (readonly SqsRecord[])[];
}

function openQueues(
  declarations: Declarations,
  consume: ConsumeBatch,
  clock = stoppedClock(),
): MessageQueues {
  const { signal } = new AbortController();
  return createMessageQueues(resolvedStack(declarations), { ...PLACE, clock, signal, consume });
}

/** Queues whose batches are kept; messages that `fails` names come again. */
function feed(declarations: Declarations, fails: (record: SqsRecord) => boolean = () => false): Batches {
  const sources: QueueSource[] = [];
  const bodies: string[][] = [];
  const records: (readonly SqsRecord[])[] = [];
  const clock = stoppedClock();
  const consume: ConsumeBatch = async (source, batch) => {
    sources.push(source);
    bodies.push(batch.map(({ body }) => body));
    records.push(batch);
    return batch.filter(fails).map(({ messageId }) => messageId);
  };
  return { queues: openQueues(declarations, consume, clock), clock, sources, bodies, records };
}

/** Lets everything happen that only time is missing for. */
async function skipAll(clock: SkippingClock): Promise<void> {
  do await afterAllPromises();
  while (await skipAhead(clock));
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
    assert.deepEqual(bodies, []);
  });

  it("refuse a queue that is not theirs", async () => {
    const { queues } = feed(orders());
    const refusal = { name: "QueueDoesNotExist", message: "The specified queue does not exist." };
    assert.throws(() => queues.send(FUNCTION, "lost"), refusal);
    assert.throws(() => queues.purge(FUNCTION), refusal);
    await assert.rejects(queues.receive(FUNCTION), refusal);
    assert.deepEqual(queues.waiting(FUNCTION), []);
  });

  it("hand a message over as a record of Amazon SQS", () => {
    const { queues, sources, records } = feed(orders());
    const color = { DataType: "String", StringValue: "red" };
    const { messageId } = queues.send(ORDERS, "hello", { attributes: { color } });
    const receiptHandle = records[0]?.[0]?.receiptHandle ?? "";
    assert.match(messageId, UUID);
    assert.match(receiptHandle, UUID);
    assert.deepEqual(records, [
      [
        {
          messageId,
          receiptHandle,
          body: "hello",
          attributes: {
            ApproximateReceiveCount: "1",
            SentTimestamp: "1709208000000",
            SenderId: "123456789012",
            ApproximateFirstReceiveTimestamp: "1709208000000",
          },
          messageAttributes: {
            color: { stringValue: "red", stringListValues: [], binaryListValues: [], dataType: "String" },
          },
          md5OfMessageAttributes: "20ca9041878c8c65d5a4bf6eaf446c21",
          md5OfBody: "5d41402abc4b2a76b9719d911017c592",
          eventSource: "aws:sqs",
          eventSourceARN: ORDERS,
          awsRegion: "eu-west-1",
        },
      ],
    ]);
    assert.deepEqual(
      sources.map(({ queueArn, functionArn }) => [queueArn, functionArn]),
      [[ORDERS, FUNCTION]],
    );
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

    it("hand over what waits once the window is over", async () => {
      const { queues, clock, bodies } = feed(orders({}, waiting));
      const startMs = clock.nowMs();
      sendAll(queues, "a");
      assert.equal(await skipAhead(clock), true);
      assert.deepEqual([bodies, clock.nowMs() - startMs], [[["a"]], 30_000]);
      await afterAllPromises();
      assert.equal(await skipAhead(clock), false);
    });

    it("hand messages that failed over with the next batch, which waits too", async () => {
      const fails = ({ body, attributes }: SqsRecord) =>
        body === "b" && attributes.ApproximateReceiveCount === "1";
      const { queues, clock, bodies } = feed(orders({}, waiting), fails);
      sendAll(queues, "a", "b");
      await afterAllPromises();
      assert.deepEqual(bodies, [["a", "b"]]);
      await skipAhead(clock);
      sendAll(queues, "c");
      assert.deepEqual(bodies, [
        ["a", "b"],
        ["b", "c"],
      ]);
    });
  });

  describe("when messages fail", () => {
    it("hand only those over again, after the visibility timeout, with their ids and one receipt more", async () => {
      const { queues, clock, records } = feed(
        orders(
          { ...TO_DEAD, visibility_timeout_seconds: 60 },
          { batch_size: 3, maximum_batching_window_in_seconds: 1 },
        ),
        ({ body, attributes }) => body === "b" && attributes.ApproximateReceiveCount === "1",
      );
      const startMs = clock.nowMs();
      sendAll(queues, "a", "b", "c");
      await afterAllPromises();
      assert.equal(await skipAhead(clock), true);
      assert.deepEqual([records.length, clock.nowMs() - startMs], [1, 60_000]);
      await skipAll(clock);
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
      const { queues, clock, bodies } = feed(orders(TO_DEAD), ({ body }) => body === "bad");
      sendAll(queues, "good", "bad");
      await skipAll(clock);
      assert.deepEqual(bodies, [["good"], ["bad"], ["bad"]]);
      assert.deepEqual(
        queues
          .waiting(DEAD)
          .map(({ body, receiveCount, deadLetterSourceArn }) => [body, receiveCount, deadLetterSourceArn]),
        [["bad", 2, ORDERS]],
      );
      assert.deepEqual(queues.waiting(ORDERS), []);
    });

    it("give up after three receipts where there is no dead-letter queue", async () => {
      const { queues, clock, bodies } = feed(orders(), () => true);
      sendAll(queues, "bad");
      await skipAll(clock);
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
      const { queues, clock, sources } = feed(
        declarations,
        ({ eventSourceARN }) => eventSourceARN === ORDERS,
      );
      sendAll(queues, "bad");
      await skipAll(clock);
      assert.deepEqual(
        sources.map(({ functionArn }) => functionArn),
        [FUNCTION, FUNCTION, "arn:aws:lambda:eu-west-1:123456789012:function:bury"],
      );
      assert.deepEqual(queues.waiting(DEAD), []);
    });

    it("take a function that cannot be called for one that failed", async () => {
      const clock = stoppedClock();
      const consume = async () => {
        throw new Error("The Lambda runtime is closed.");
      };
      const queues = openQueues(orders(TO_DEAD), consume, clock);
      sendAll(queues, "a");
      await skipAll(clock);
      assert.deepEqual(
        queues.waiting(DEAD).map(({ body, receiveCount }) => [body, receiveCount]),
        [["a", 2]],
      );
    });
  });

  it("hand a message over again when the function takes longer than the visibility timeout", async () => {
    const clock = stoppedClock();
    const counts: (string | undefined)[] = [];
    const queues = openQueues(
      orders(TO_DEAD),
      async (_source, [record]) => {
        counts.push(record?.attributes.ApproximateReceiveCount);
        if (counts.length === 1) await clock.sleep(31_000, new AbortController().signal);
        return [];
      },
      clock,
    );
    sendAll(queues, "slow");
    await skipAll(clock);
    assert.deepEqual([counts, queues.waiting(ORDERS)], [["1", "2"], []]);
  });

  it("feed no more batches at once than the mapping allows", async () => {
    const ends: (() => void)[] = [];
    const queues = openQueues(
      orders({}, { batch_size: 1, scaling_config: { maximum_concurrency: 2 } }),
      () => new Promise((resolve) => ends.push(() => resolve([]))),
    );
    sendAll(queues, "a", "b", "c");
    assert.equal(ends.length, 2);
    ends[0]?.();
    await afterAllPromises();
    assert.equal(ends.length, 3);
  });

  it("delete what the filters of a mapping do not take, without handing it over", async () => {
    const filter = [{ pattern: '{"body":{"kind":["order"]}}' }, { pattern: '{"body":{"kind":["gift"]}}' }];
    const { queues, bodies } = feed(orders({}, { filter_criteria: { filter } }));
    sendAll(queues, { kind: "order" }, { kind: "return" }, "no JSON", { kind: "gift" });
    assert.deepEqual(bodies, [['{"kind":"order"}'], ['{"kind":"gift"}']]);
    await afterAllPromises();
    assert.deepEqual(queues.waiting(ORDERS), []);
  });

  it("feed nothing through a mapping that is disabled", () => {
    const { queues, bodies } = feed(orders({}, { enabled: false }));
    sendAll(queues, "a");
    assert.deepEqual([bodies, queues.waiting(ORDERS).length], [[], 1]);
  });

  it("stop handing over with their signal", async () => {
    const stop = new AbortController();
    const clock = stoppedClock();
    const bodies: string[] = [];
    const queues = createMessageQueues(resolvedStack(orders({ delay_seconds: 5 })), {
      ...PLACE,
      clock,
      signal: stop.signal,
      consume: async (_source, [record]) => {
        bodies.push(record?.body ?? "");
        return [];
      },
    });
    sendAll(queues, "late");
    stop.abort();
    await skipAll(clock);
    assert.deepEqual(bodies, []);
  });

  describe("for who asks themselves", () => {
    const PLAIN = { "aws_sqs_queue.orders": { name: "orders" } };
    const bodiesOf = (messages: readonly { readonly body: string }[]) => messages.map(({ body }) => body);

    it("give messages in their order, hide them, and delete them by their handles", async () => {
      const { queues, clock } = feed(PLAIN);
      sendAll(queues, "a", "b", "c");
      const received = await queues.receive(ORDERS, { max: 2 });
      assert.deepEqual(bodiesOf(received), ["a", "b"]);
      assert.deepEqual(bodiesOf(await queues.receive(ORDERS, { max: 10 })), ["c"]);
      assert.deepEqual(await queues.receive(ORDERS), []);
      queues.delete(ORDERS, received[0]?.receiptHandle ?? "");
      clock.skipTo(clock.nowMs() + 30_000);
      const again = await queues.receive(ORDERS, { max: 10 });
      assert.deepEqual(
        again.map(({ body, receiveCount }) => [body, receiveCount]),
        [
          ["b", 2],
          ["c", 2],
        ],
      );
    });

    it("give messages back when their visibility is changed to nothing", async () => {
      const { queues } = feed(PLAIN);
      sendAll(queues, "a");
      const [{ receiptHandle } = assert.fail()] = await queues.receive(ORDERS, {
        visibilityTimeoutSeconds: 600,
      });
      queues.changeVisibility(ORDERS, receiptHandle, 0);
      assert.deepEqual(bodiesOf(await queues.receive(ORDERS)), ["a"]);
    });

    it("refuse handles that they never gave, and to hide what is not hidden", async () => {
      const { queues } = feed(PLAIN);
      sendAll(queues, "a");
      assert.throws(() => queues.delete(ORDERS, "mine"), {
        name: "InvalidParameterValue",
        code: "InvalidParameterValue",
        message:
          "Value mine for parameter ReceiptHandle is invalid. Reason: The receipt handle is not valid.",
      });
      const [{ receiptHandle } = assert.fail()] = await queues.receive(ORDERS, {
        visibilityTimeoutSeconds: 0,
      });
      assert.throws(() => queues.changeVisibility(ORDERS, receiptHandle, 10), {
        name: "InvalidParameterValue",
        message:
          `Value ${receiptHandle} for parameter ReceiptHandle is invalid. ` +
          "Reason: Message does not exist or is not available for visibility timeout change.",
      });
    });

    it("delete nothing by the handle of an earlier receipt", async () => {
      const { queues, clock } = feed(PLAIN);
      sendAll(queues, "a");
      const [first] = await queues.receive(ORDERS);
      clock.skipTo(clock.nowMs() + 30_000);
      await queues.receive(ORDERS);
      queues.delete(ORDERS, first?.receiptHandle ?? "");
      assert.equal(queues.waiting(ORDERS).length, 1);
    });

    for (const max of [0, 11, 1.5]) {
      it(`refuse to give ${max} messages at once`, async () => {
        await assert.rejects(feed(PLAIN).queues.receive(ORDERS, { max }), {
          name: "InvalidParameterValue",
          message: `Value ${max} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.`,
        });
      });
    }

    it("wait for the first message", async () => {
      const { queues } = feed(PLAIN);
      const receiving = queues.receive(ORDERS, { waitSeconds: 20 });
      sendAll(queues, "a");
      assert.deepEqual(bodiesOf(await receiving), ["a"]);
    });

    it("wait as long as the queue says for a message that is delayed longer", async () => {
      const { queues, clock } = feed({
        "aws_sqs_queue.orders": { name: "orders", delay_seconds: 30, receive_wait_time_seconds: 10 },
      });
      const startMs = clock.nowMs();
      sendAll(queues, "late");
      const receiving = queues.receive(ORDERS);
      await skipAhead(clock);
      assert.deepEqual([await receiving, clock.nowMs() - startMs], [[], 10_000]);
      const again = queues.receive(ORDERS, { waitSeconds: 20 });
      await skipAhead(clock);
      assert.deepEqual([bodiesOf(await again), clock.nowMs() - startMs], [["late"], 30_000]);
    });

    it("hide a message for the delay that its sender wants", async () => {
      const { queues, clock } = feed(PLAIN);
      queues.send(ORDERS, "late", { delaySeconds: 5 });
      assert.deepEqual(await queues.receive(ORDERS), []);
      clock.skipTo(clock.nowMs() + 5000);
      assert.deepEqual(bodiesOf(await queues.receive(ORDERS)), ["late"]);
    });

    it("forget messages that are too old", async () => {
      const { queues, clock } = feed({
        "aws_sqs_queue.orders": { name: "orders", message_retention_seconds: 60 },
      });
      sendAll(queues, "old");
      clock.skipTo(clock.nowMs() + 60_000);
      assert.deepEqual([await queues.receive(ORDERS), queues.waiting(ORDERS)], [[], []]);
    });

    it("are empty once they are purged", async () => {
      const { queues } = feed(PLAIN);
      sendAll(queues, "a", "b");
      await queues.receive(ORDERS);
      queues.purge(ORDERS);
      assert.deepEqual(queues.waiting(ORDERS), []);
    });

    it("tell their attributes", async () => {
      const { queues } = feed({ "aws_sqs_queue.orders": { name: "orders", ...TO_DEAD } });
      sendAll(queues, "a", "b");
      queues.send(ORDERS, "c", { delaySeconds: 1 });
      await queues.receive(ORDERS);
      assert.deepEqual(queues.attributes(ORDERS), {
        QueueArn: ORDERS,
        ApproximateNumberOfMessages: "1",
        ApproximateNumberOfMessagesNotVisible: "1",
        ApproximateNumberOfMessagesDelayed: "1",
        CreatedTimestamp: "1709208000",
        LastModifiedTimestamp: "1709208000",
        VisibilityTimeout: "30",
        MaximumMessageSize: "262144",
        MessageRetentionPeriod: "345600",
        DelaySeconds: "0",
        ReceiveMessageWaitTimeSeconds: "0",
        RedrivePolicy: TO_DEAD.redrive_policy,
      });
    });
  });
});
