import assert from "node:assert/strict";
import { createMessageQueues, type MessageQueues } from "../../../local/bus/message-queues.ts";
import type { SkippingClock } from "../../../local/bus/skipping-clock.ts";
import type { Service } from "../../../local/services/service.ts";
import { snsService } from "../../../local/services/sns.ts";
import { createTopics } from "../../../local/services/topics.ts";
import type { JsonObject } from "../../../local/states/json-value.ts";
import { type CallableFunctions, callableFunctions } from "../app/callable-functions.ts";
import { stoppedClock } from "../bus/stopped-clock.ts";
import { type Declarations, PLACE, resolvedStack } from "../synthesized/declared-stack.ts";

const NEWS = "arn:aws:sns:eu-west-1:123456789012:news.fifo";
const PLAIN = "arn:aws:sns:eu-west-1:123456789012:plain";
const STEPS = "arn:aws:sqs:eu-west-1:123456789012:steps.fifo";
const COPIES = "arn:aws:sqs:eu-west-1:123456789012:copies";

interface Opened {
  readonly queues: MessageQueues;
  readonly clock: SkippingClock;
  publish(input: JsonObject): JsonObject;
  publishBatch(entries: readonly JsonObject[]): JsonObject;
}

function subscribed(topic_arn: string, endpoint: string, more: object = {}): Declarations {
  return {
    [`aws_sns_topic_subscription.${endpoint.split(":").at(-1)?.replace(".fifo", "")}`]: {
      topic_arn,
      protocol: "sqs",
      endpoint,
      raw_message_delivery: true,
      ...more,
    },
  };
}

const CONTENT = { content_based_deduplication: true };
const bodiesIn = (queues: MessageQueues, queueArn: string) =>
  queues.waiting(queueArn).map(({ body }) => body);

describe("the topics of a stack", () => {
  let functions: CallableFunctions;
  before(() => {
    functions = callableFunctions({});
  });
  after(() => functions.close());

  /** A FIFO topic and a standard one, of which the queues that are given take messages. */
  function open(topic: object, subscriptions: Declarations = subscribed(NEWS, STEPS)): Opened {
    const clock = stoppedClock();
    const { signal } = new AbortController();
    const stack = resolvedStack({
      "aws_sns_topic.news": { name: "news.fifo", fifo_topic: true, ...topic },
      "aws_sns_topic.plain": { name: "plain" },
      "aws_sqs_queue.steps": { name: "steps.fifo", fifo_queue: true, deduplication_scope: "messageGroup" },
      "aws_sqs_queue.copies": { name: "copies" },
      ...subscriptions,
    });
    const queues = createMessageQueues(stack, { ...PLACE, clock, signal, consume: async () => [] });
    const topics = createTopics(stack, {
      queues,
      functions: functions.calls,
      nowMs: clock.nowMs,
      track: (work) => work,
    });
    const { operations }: Service = snsService(topics);
    const call = (operation: string, input: JsonObject) =>
      operations[operation]?.({ TopicArn: NEWS, ...input }, signal) as JsonObject;
    return {
      queues,
      clock,
      publish: (input) => call("Publish", input),
      publishBatch: (PublishBatchRequestEntries) => call("PublishBatch", { PublishBatchRequestEntries }),
    };
  }

  describe("a FIFO topic", () => {
    it("gives a FIFO queue its messages in their order, with their groups and ids", () => {
      const { queues, publish } = open({});
      for (const id of ["a", "b", "c"]) {
        publish({ Message: `m${id}`, MessageGroupId: id === "b" ? "h" : "g", MessageDeduplicationId: id });
      }
      assert.deepEqual(
        queues.waiting(STEPS).map(({ body, groupId, deduplicationId }) => [body, groupId, deduplicationId]),
        [
          ["ma", "g", "a"],
          ["mb", "h", "b"],
          ["mc", "g", "c"],
        ],
      );
    });

    it("numbers what it takes", () => {
      const { publish } = open(CONTENT);
      const numbers = ["a", "b"].map((Message) => publish({ Message, MessageGroupId: "g" }).SequenceNumber);
      assert.deepEqual(numbers, ["10000000000000001000", "10000000000000002000"]);
    });

    it("writes the number into the envelope, and no signature", () => {
      const { queues, publish } = open(CONTENT, subscribed(NEWS, STEPS, { raw_message_delivery: false }));
      const { MessageId } = publish({ Message: "hi", MessageGroupId: "g" });
      assert.deepEqual(JSON.parse(bodiesIn(queues, STEPS)[0] ?? ""), {
        Type: "Notification",
        MessageId,
        SequenceNumber: "10000000000000001000",
        TopicArn: NEWS,
        Message: "hi",
        Timestamp: "2024-02-29T12:00:00.000Z",
        UnsubscribeURL: `https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${NEWS}:steps`,
      });
    });

    it("takes a message with an id that it had within five minutes for the same one", () => {
      const { queues, clock, publish } = open({}, subscribed(NEWS, COPIES));
      const send = (Message: string) =>
        publish({ Message, MessageGroupId: "g", MessageDeduplicationId: "1" });
      const first = send("a");
      clock.skipTo(clock.nowMs() + 299_999);
      assert.deepEqual(send("b"), first);
      clock.skipTo(clock.nowMs() + 1);
      assert.equal(send("c").SequenceNumber, "10000000000000002000");
      assert.deepEqual(bodiesIn(queues, COPIES), ["a", "c"]);
    });

    it("knows messages by their content, where it says so", () => {
      const { queues, publish } = open(CONTENT);
      for (const Message of ["a", "a", "b"]) publish({ Message, MessageGroupId: "g" });
      assert.deepEqual(bodiesIn(queues, STEPS), ["a", "b"]);
    });

    it("knows messages across groups, or within each where it says so", () => {
      const groups = (topic: object) => {
        const { queues, publish } = open({ ...CONTENT, ...topic });
        for (const MessageGroupId of ["g", "h"]) publish({ Message: "a", MessageGroupId });
        return queues.waiting(STEPS).map(({ groupId }) => groupId);
      };
      assert.deepEqual(groups({}), ["g"]);
      assert.deepEqual(groups({ fifo_throughput_scope: "MessageGroup" }), ["g", "h"]);
    });

    it("gives a standard queue the messages alone", () => {
      const { queues, publish } = open(CONTENT, subscribed(NEWS, COPIES));
      publish({ Message: "a", MessageGroupId: "g" });
      const [{ body, groupId, deduplicationId } = assert.fail()] = queues.waiting(COPIES);
      assert.deepEqual([body, groupId, deduplicationId], ["a", undefined, undefined]);
    });

    it("filters, and knows a message also where no filter took it", () => {
      const filter_policy = JSON.stringify({ kind: ["new"] });
      const { queues, publish } = open(CONTENT, subscribed(NEWS, STEPS, { filter_policy }));
      const kind = (StringValue: string) => ({ kind: { DataType: "String", StringValue } });
      for (const [Message, of] of [
        ["a", "old"],
        ["a", "new"],
        ["b", "new"],
      ] as const) {
        publish({ Message, MessageGroupId: "g", MessageAttributes: kind(of) });
      }
      assert.deepEqual(bodiesIn(queues, STEPS), ["b"]);
    });

    it("takes a batch in its order", () => {
      const { queues, publishBatch } = open(CONTENT);
      const { Successful, Failed } = publishBatch([
        { Id: "1", Message: "a", MessageGroupId: "g" },
        { Id: "2", Message: "b", MessageGroupId: "g" },
      ]);
      assert.deepEqual(
        (Successful as readonly JsonObject[]).map(({ Id, SequenceNumber }) => [Id, SequenceNumber]),
        [
          ["1", "10000000000000001000"],
          ["2", "10000000000000002000"],
        ],
      );
      assert.deepEqual([Failed, bodiesIn(queues, STEPS)], [[], ["a", "b"]]);
    });

    it("refuses a message without a group", () => {
      assert.throws(() => open(CONTENT).publish({ Message: "a" }), {
        name: "InvalidParameter",
        message: "Invalid parameter: The MessageGroupId parameter is required for FIFO topics",
      });
    });

    it("refuses a message without an id where its content is none", () => {
      assert.throws(() => open({}).publish({ Message: "a", MessageGroupId: "g" }), {
        name: "InvalidParameter",
        message:
          "Invalid parameter: The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
      });
    });

    it("refuses a whole batch for one entry without a group", () => {
      const { queues, publishBatch } = open(CONTENT);
      const entries = [
        { Id: "1", Message: "a", MessageGroupId: "g" },
        { Id: "2", Message: "b" },
      ];
      assert.throws(() => publishBatch(entries), {
        name: "InvalidParameter",
        message: "Invalid parameter: The MessageGroupId parameter is required for FIFO topics",
      });
      assert.deepEqual(bodiesIn(queues, STEPS), []);
    });
  });

  describe("a standard topic", () => {
    it("tells a standard queue the group of a message", () => {
      const { queues, publish } = open({}, subscribed(PLAIN, COPIES));
      publish({ TopicArn: PLAIN, Message: "a", MessageGroupId: "g" });
      assert.deepEqual(
        queues.waiting(COPIES).map(({ groupId }) => groupId),
        ["g"],
      );
    });

    it("refuses an id of duplicates", () => {
      const { publish } = open({});
      assert.throws(() => publish({ TopicArn: PLAIN, Message: "a", MessageDeduplicationId: "1" }), {
        name: "InvalidParameter",
        message:
          "Invalid parameter: MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type",
      });
    });
  });

  describe("a declaration that AWS would refuse", () => {
    it("is a FIFO topic whose name does not say so", () => {
      assert.throws(() => open({ name: "news" }), {
        name: "UserError",
        message:
          'aws_sns_topic.news: Expected a name that ends in ".fifo", since the topic is FIFO, but found "news". ' +
          "Change the name; AWS refuses such a topic: Invalid parameter: Topic Name.",
      });
    });

    it("is a standard topic with the name of a FIFO topic", () => {
      assert.throws(() => open({ fifo_topic: false }), {
        name: "UserError",
        message:
          'aws_sns_topic.news: Expected a name without ".fifo", but found "news.fifo". ' +
          "Change it, or set fifo_topic; AWS refuses such a topic: Invalid parameter: Topic Name.",
      });
    });

    it("is a function that subscribes to a FIFO topic", () => {
      const subscription = subscribed(NEWS, "arn:aws:lambda:eu-west-1:123456789012:function:tell", {
        protocol: "lambda",
      });
      assert.throws(() => open({}, subscription), {
        name: "UserError",
        message:
          'aws_sns_topic_subscription.tell: Expected the protocol "sqs", since the topic is FIFO, but found "lambda". ' +
          "Subscribe a queue, which can feed a function; AWS refuses it: Invalid protocol type: lambda.",
      });
    });

    it("is a FIFO queue that subscribes to a standard topic", () => {
      assert.throws(() => open({}, subscribed(PLAIN, STEPS)), {
        name: "UserError",
        message:
          `aws_sns_topic_subscription.steps: Expected a FIFO topic, since the queue is FIFO, but found ${PLAIN}. ` +
          "Set fifo_topic; AWS refuses it: FIFO SQS Queues can not be subscribed to standard SNS topics.",
      });
    });
  });
});
