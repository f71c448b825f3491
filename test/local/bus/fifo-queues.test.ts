import assert from "node:assert/strict";
import { createMessageQueues, type MessageQueues } from "../../../local/bus/message-queues.ts";
import type { SkippingClock } from "../../../local/bus/skipping-clock.ts";
import { PLACE, resolvedStack } from "../synthesized/declared-stack.ts";
import { afterAllPromises, skipAhead, stoppedClock } from "./stopped-clock.ts";

const STEPS = "arn:aws:sqs:eu-west-1:123456789012:steps.fifo";
const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:step";

interface Opened {
  readonly queues: MessageQueues;
  readonly clock: SkippingClock;
  readonly batches: readonly (readonly string[])[];
}

/** A FIFO queue; with a function where it is `fed`, that fails for a message the first time. */
function open(attributes: object = {}, { isFed = false, failing = "" } = {}): Opened {
  const clock = stoppedClock();
  const batches: string[][] = [];
  const stack = resolvedStack({
    "aws_sqs_queue.steps": { name: "steps.fifo", fifo_queue: true, ...attributes },
    ...(isFed && {
      "aws_lambda_event_source_mapping.steps": {
        event_source_arn: STEPS,
        function_name: FUNCTION,
        batch_size: 1,
      },
    }),
  });
  const queues = createMessageQueues(stack, {
    ...PLACE,
    clock,
    signal: new AbortController().signal,
    consume: async (_source, records) => {
      batches.push(records.map(({ body }) => body));
      const failed = records.filter(
        ({ body, attributes }) => body === failing && attributes.ApproximateReceiveCount === "1",
      );
      return failed.map(({ messageId }) => messageId);
    },
  });
  return { queues, clock, batches };
}

const CONTENT = { content_based_deduplication: true };

describe("a FIFO queue", () => {
  it("numbers its messages and tells their group and id", async () => {
    const { queues } = open();
    const sent = ["a", "b"].map((id) => queues.send(STEPS, id, { groupId: "g", deduplicationId: id }));
    assert.deepEqual(
      sent.map(({ sequenceNumber }) => sequenceNumber),
      ["00000000000000000001", "00000000000000000002"],
    );
    const [first] = await queues.receive(STEPS);
    assert.deepEqual([first?.groupId, first?.deduplicationId], ["g", "a"]);
  });

  it("takes a message with an id that it had within five minutes for the same one", () => {
    const { queues, clock } = open();
    const send = (body: string) => queues.send(STEPS, body, { groupId: "g", deduplicationId: "1" });
    const first = send("a");
    clock.skipTo(clock.nowMs() + 299_999);
    assert.deepEqual(send("b"), first);
    clock.skipTo(clock.nowMs() + 1);
    assert.notEqual(send("c").messageId, first.messageId);
    assert.deepEqual(
      queues.waiting(STEPS).map(({ body }) => body),
      ["a", "c"],
    );
  });

  it("knows messages by their content, where it says so", () => {
    const { queues } = open(CONTENT);
    for (const body of ["a", "a", "b"]) queues.send(STEPS, body, { groupId: "g" });
    assert.deepEqual(
      queues.waiting(STEPS).map(({ body }) => body),
      ["a", "b"],
    );
  });

  it("knows messages across groups, or within each where it says so", () => {
    const bodies = (attributes: object) => {
      const { queues } = open({ ...CONTENT, ...attributes });
      for (const groupId of ["g", "h"]) queues.send(STEPS, "a", { groupId });
      return queues.waiting(STEPS).map(({ groupId }) => groupId);
    };
    assert.deepEqual(bodies({}), ["g"]);
    assert.deepEqual(bodies({ deduplication_scope: "messageGroup" }), ["g", "h"]);
  });

  it("gives no message of a group of which one is in flight", async () => {
    const { queues } = open(CONTENT);
    for (const [body, groupId] of [
      ["a1", "a"],
      ["a2", "a"],
      ["b1", "b"],
    ] as const) {
      queues.send(STEPS, body, { groupId });
    }
    const [first] = await queues.receive(STEPS);
    const others = await queues.receive(STEPS, { max: 10 });
    assert.deepEqual([first?.body, others.map(({ body }) => body)], ["a1", ["b1"]]);
    queues.delete(STEPS, first?.receiptHandle ?? "");
    assert.deepEqual(
      (await queues.receive(STEPS, { max: 10 })).map(({ body }) => body),
      ["a2"],
    );
  });

  it("hands over the messages of a group one after the other, a failed one again before those behind it", async () => {
    const { queues, clock, batches } = open(CONTENT, { isFed: true, failing: "a1" });
    for (const [body, groupId] of [
      ["a1", "a"],
      ["a2", "a"],
      ["b1", "b"],
    ] as const) {
      queues.send(STEPS, body, { groupId });
    }
    await afterAllPromises();
    assert.deepEqual(batches, [["a1"], ["b1"]]);
    await skipAhead(clock);
    await afterAllPromises();
    assert.deepEqual(batches, [["a1"], ["b1"], ["a1"], ["a2"]]);
  });

  it("refuses to delete by a handle whose visibility timeout is over", async () => {
    const { queues, clock } = open(CONTENT);
    queues.send(STEPS, "a", { groupId: "g" });
    const [{ receiptHandle } = assert.fail()] = await queues.receive(STEPS);
    clock.skipTo(clock.nowMs() + 30_000);
    assert.throws(() => queues.delete(STEPS, receiptHandle), {
      name: "InvalidParameterValue",
      message: `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`,
    });
  });
});

describe("what a queue does not take", () => {
  const plain = "arn:aws:sqs:eu-west-1:123456789012:plain";
  const queues = createMessageQueues(
    resolvedStack({
      "aws_sqs_queue.plain": { name: "plain", max_message_size: 1024 },
      "aws_sqs_queue.steps": { name: "steps.fifo", fifo_queue: true },
    }),
    { ...PLACE, clock: stoppedClock(), signal: new AbortController().signal, consume: async () => [] },
  );
  const refuses = (title: string, send: () => unknown, name: string, message: string) =>
    it(title, () => assert.throws(send, { name, message }));

  refuses(
    "is an empty message",
    () => queues.send(plain, ""),
    "MissingParameter",
    "The request must contain the parameter MessageBody.",
  );
  refuses(
    "is a message that is too long",
    () =>
      queues.send(plain, "x".repeat(1020), {
        attributes: { a: { DataType: "Binary", BinaryValue: "AAAA" } },
      }),
    "InvalidParameterValue",
    "One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.",
  );
  refuses(
    "is a delay of more than 15 minutes",
    () => queues.send(plain, "a", { delaySeconds: 901 }),
    "InvalidParameterValue",
    "Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.",
  );
  refuses(
    "is a deduplication id on a standard queue",
    () => queues.send(plain, "a", { deduplicationId: "1" }),
    "InvalidParameterValue",
    "Value 1 for parameter MessageDeduplicationId is invalid. Reason: The request includes a parameter that is not valid for this queue type.",
  );
  refuses(
    "is a message without a group on a FIFO queue",
    () => queues.send(STEPS, "a", { deduplicationId: "1" }),
    "MissingParameter",
    "The request must contain the parameter MessageGroupId.",
  );
  refuses(
    "is a message without an id on a FIFO queue that does not look at contents",
    () => queues.send(STEPS, "a", { groupId: "g" }),
    "InvalidParameterValue",
    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
  );
  refuses(
    "is a delay for one message of a FIFO queue",
    () => queues.send(STEPS, "a", { groupId: "g", deduplicationId: "1", delaySeconds: 3 }),
    "InvalidParameterValue",
    "Value 3 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.",
  );
});
