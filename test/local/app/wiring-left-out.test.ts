import assert from "node:assert/strict";
import { functionArn } from "./callable-functions.ts";
import { digestQueue, MACHINE, machine, ORDER, QUEUE, rule, wiringOfEachTest } from "./wired-stack.ts";

describe("what a wired stack leaves out", () => {
  const { logOf, wired } = wiringOfEachTest();

  it("leaves functions out that this machine cannot run: as targets, and with their queues", async () => {
    const { events, queues, unreachable, settle } = wired({
      ...rule("orders", "shop", [functionArn("report"), functionArn("notify"), QUEUE]),
      ...digestQueue({ function_name: functionArn("scan") }),
    });
    assert.deepEqual(unreachable, ["aws_cloudwatch_event_target.orders_0"]);
    events.put("default", ORDER);
    await settle();
    assert.deepEqual(logOf("notify"), ['{"id":7}']);
    assert.deepEqual(
      queues.waiting(QUEUE).map(({ body }) => body),
      ['{"id":7}'],
    );
  });

  it("lets a state catch that a function cannot be run", async () => {
    const { events, executionsOf } = wired({
      ...machine({
        First: {
          Type: "Task",
          Resource: functionArn("report"),
          Catch: [{ ErrorEquals: ["States.TaskFailed"], Next: "Caught" }],
          End: true,
        },
        Caught: { Type: "Pass", OutputPath: "$.Error", End: true },
      }),
      ...rule("orders", "shop", [MACHINE]),
    });
    const [delivery] = events.put("default", ORDER).deliveries;
    const { status, output } = (await (delivery && executionsOf(delivery)[0])?.result) ?? {};
    assert.deepEqual([status, output], ["SUCCEEDED", "Terraloom.NotRunLocally"]);
  });

  it("names the targets that are none of the stack's own", () => {
    const { unreachable } = wired({
      "aws_cloudwatch_event_bus.news": { name: "news" },
      "aws_kinesis_stream.alerts": { name: "alerts" },
      ...machine({ First: { Type: "Succeed" } }),
      ...digestQueue(),
      ...rule("orders", "shop", [
        MACHINE,
        QUEUE,
        functionArn("notify"),
        "${aws_cloudwatch_event_bus.news.arn}",
        "arn:aws:events:eu-west-1:123456789012:event-bus/default",
        "${aws_kinesis_stream.alerts.arn}",
        functionArn("play"),
        "arn:aws:events:eu-west-1:210987654321:event-bus/news",
      ]),
    });
    assert.deepEqual(unreachable, [
      "aws_cloudwatch_event_target.orders_5",
      "aws_cloudwatch_event_target.orders_6",
      "aws_cloudwatch_event_target.orders_7",
    ]);
  });

  it("names a FIFO topic among them, which AWS takes for no target", () => {
    const { unreachable } = wired({
      "aws_sns_topic.orders": { name: "orders.fifo", fifo_topic: true },
      ...rule("orders", "shop", ["${aws_sns_topic.orders.arn}"]),
    });
    assert.deepEqual(unreachable, ["aws_cloudwatch_event_target.orders_0"]);
  });
});
