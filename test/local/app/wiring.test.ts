import assert from "node:assert/strict";
import { functionArn } from "./callable-functions.ts";
import { digestQueue, MACHINE, machine, ORDER, QUEUE, rule, wiringOfEachTest } from "./wired-stack.ts";

describe("the wiring of a stack", () => {
  const { logOf, wired } = wiringOfEachTest();

  it("leads an event to a function", async () => {
    const { events, settle } = wired(rule("orders", "shop", [functionArn("notify")]));
    events.put("default", ORDER);
    await settle();
    assert.deepEqual(logOf("notify"), ['{"id":7}']);
  });

  it("leads an event to a queue that nobody reads", async () => {
    const { events, queues, settle } = wired({
      "aws_sqs_queue.digest": { name: "digest" },
      ...rule("orders", "shop", [QUEUE]),
    });
    events.put("default", ORDER);
    await settle();
    assert.deepEqual(
      queues.waiting(QUEUE).map(({ body }) => body),
      ['{"id":7}'],
    );
  });

  it("leads an event to the queues that subscribe to a topic", async () => {
    const { events, queues, settle } = wired({
      "aws_sqs_queue.digest": { name: "digest" },
      "aws_sns_topic.orders": { name: "orders" },
      "aws_sns_topic_subscription.digest": {
        topic_arn: "${aws_sns_topic.orders.arn}",
        protocol: "sqs",
        endpoint: "${aws_sqs_queue.digest.arn}",
        raw_message_delivery: true,
      },
      ...rule("orders", "shop", ["arn:aws:sns:eu-west-1:123456789012:orders"]),
    });
    events.put("default", ORDER);
    await settle();
    assert.deepEqual(
      queues.waiting(QUEUE).map(({ body }) => body),
      ['{"id":7}'],
    );
  });

  it("leads an event to a state machine, and knows the execution that its delivery started", async () => {
    const { events, executionsOf } = wired({
      ...machine({ First: { Type: "Pass", Parameters: { "order.$": "$.id" }, End: true } }),
      ...rule("orders", "shop", [MACHINE]),
    });
    const [delivery] = events.put("default", ORDER).deliveries;
    const [execution] = delivery ? executionsOf(delivery) : [];
    assert.equal(execution?.stateMachineArn, MACHINE);
    assert.deepEqual((await execution.result).output, { order: 7 });
  });

  it("knows no execution of a delivery to a function", async () => {
    const { events, executionsOf, settle } = wired(rule("orders", "shop", [functionArn("notify")]));
    const [delivery] = events.put("default", ORDER).deliveries;
    assert.deepEqual(delivery && executionsOf(delivery), []);
    await settle();
  });

  it("leads an event from bus to bus, which keeps its id", async () => {
    const { events, settle } = wired({
      "aws_cloudwatch_event_bus.news": { name: "news" },
      "aws_cloudwatch_event_rule.forward": { name: "forward", event_pattern: '{"source":["shop"]}' },
      "aws_cloudwatch_event_target.forward": { rule: "forward", arn: "${aws_cloudwatch_event_bus.news.arn}" },
      "aws_cloudwatch_event_rule.all": {
        name: "all",
        event_bus_name: "news",
        event_pattern: '{"detail-type":["Order Placed"]}',
      },
      "aws_cloudwatch_event_target.all": {
        rule: "all",
        event_bus_name: "news",
        arn: functionArn("notify"),
        input_path: "$.id",
      },
    });
    const { id } = events.put("default", ORDER);
    await settle();
    assert.deepEqual(logOf("notify"), [JSON.stringify(id)]);
  });

  it("waits for a whole chain: a state machine, its event, a queue and the function that reads it", async () => {
    const putEvents = {
      Type: "Task",
      Resource: "arn:aws:states:::events:putEvents",
      Parameters: {
        Entries: [{ EventBusName: "news", Source: "pipeline", DetailType: "Done", "Detail.$": "$" }],
      },
      End: true,
    };
    const invoke = {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: functionArn("notify"), "Payload.$": "$" },
      ResultSelector: { "order.$": "$.Payload.id" },
      Next: "Tell",
    };
    const { events, settle } = wired({
      "aws_cloudwatch_event_bus.news": { name: "news" },
      ...rule("orders", "shop", [MACHINE]),
      ...machine({ First: invoke, Tell: putEvents }),
      ...rule("done", "pipeline", [QUEUE], "news"),
      ...digestQueue({ batch_size: 10, maximum_batching_window_in_seconds: 30 }),
    });
    events.put("default", ORDER);
    events.put("default", ORDER);
    await settle();
    assert.deepEqual(logOf("notify"), ['{"id":7}', '{"id":7}']);
    assert.deepEqual(logOf("digest"), [JSON.stringify(['{"order":7}', '{"order":7}'])]);
  });

  it("leads an event to a FIFO queue with the group of its target", async () => {
    const steps = "arn:aws:sqs:eu-west-1:123456789012:steps.fifo";
    const { events, queues, settle } = wired({
      "aws_sqs_queue.steps": { name: "steps.fifo", fifo_queue: true, content_based_deduplication: true },
      "aws_cloudwatch_event_rule.orders": { name: "orders", event_pattern: '{"source":["shop"]}' },
      "aws_cloudwatch_event_target.orders": {
        rule: "orders",
        arn: steps,
        input_path: "$.detail",
        sqs_target: { message_group_id: "orders" },
      },
    });
    events.put("default", ORDER);
    await settle();
    assert.deepEqual(
      queues.waiting(steps).map(({ body, groupId }) => [body, groupId]),
      [['{"id":7}', "orders"]],
    );
  });

  it("prints an event for a log group", async () => {
    const lines: (readonly [string, string])[] = [];
    const { events, settle, unreachable } = wired(
      {
        "aws_cloudwatch_log_group.orders": { name: "/aws/events/orders" },
        ...rule("orders", "shop", ["${aws_cloudwatch_log_group.orders.arn}"]),
      },
      { onLogGroup: (...line) => lines.push(line) },
    );
    events.put("default", ORDER);
    await settle();
    assert.deepEqual([lines, unreachable], [[["/aws/events/orders", '{"id":7}']], []]);
  });

  it("leads no event from a bus that it was forwarded to on to a third one, nor in a circle", async () => {
    const forward = (name: string, to: string, bus: string) => ({
      [`aws_cloudwatch_event_rule.${name}`]: {
        name,
        event_pattern: '{"source":["shop"]}',
        event_bus_name: bus,
      },
      [`aws_cloudwatch_event_target.${name}`]: {
        rule: name,
        arn: `arn:aws:events:eu-west-1:123456789012:event-bus/${to}`,
        event_bus_name: bus,
      },
    });
    const { events, settle } = wired({
      "aws_cloudwatch_event_bus.news": { name: "news" },
      ...forward("out", "news", "default"),
      ...forward("back", "default", "news"),
      ...rule("there", "shop", [functionArn("notify")], "news"),
      ...rule("here", "shop", [functionArn("digest")]),
    });
    events.put("default", { ...ORDER, detail: { Records: [] } });
    await settle();
    assert.deepEqual([logOf("notify").length, logOf("digest").length], [1, 1]);
  });
});
