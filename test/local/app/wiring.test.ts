import assert from "node:assert/strict";
import { type Wiring, wire } from "../../../local/app/wiring.ts";
import type { WiringOptions } from "../../../local/app/wiring-options.ts";
import type { SentEvent } from "../../../local/bus/event-router.ts";
import { realClock, simulatedClock } from "../../../local/states/clock.ts";
import { type Declarations, PLACE, resolvedStack } from "../synthesized/declared-stack.ts";
import { type CallableFunctions, callableFunctions, functionArn } from "./callable-functions.ts";

const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:digest";
const FAILURES = "arn:aws:sqs:eu-west-1:123456789012:failures";
const MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:pipeline";
const ORDER: SentEvent = { source: "shop", "detail-type": "Order Placed", detail: { id: 7 } };

const LOG = "exports.handler = async (event) => { console.log(JSON.stringify(event)); return event; };";
const LOG_BODIES = `exports.handler = async ({ Records }) => {
  console.log(JSON.stringify(Records.map(({ body }) => body)));
  const failed = Records.filter(({ body }) => body.includes("bad"));
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};`;
const FAIL = 'exports.handler = async () => { throw new Error("no paper"); };';

/** A rule for all events of a source, and its targets by ARN. */
function rule(name: string, source: string, arns: readonly string[], bus?: string): Declarations {
  const onBus = bus === undefined ? {} : { event_bus_name: bus };
  const targets = arns.map((arn, index) => [
    `aws_cloudwatch_event_target.${name}_${index}`,
    { rule: name, arn, input_path: "$.detail", ...onBus },
  ]);
  const event_pattern = JSON.stringify({ source: [source] });
  return {
    [`aws_cloudwatch_event_rule.${name}`]: { name, event_pattern, ...onBus },
    ...Object.fromEntries(targets),
  };
}

function machine(states: object): Declarations {
  const definition = JSON.stringify({ StartAt: "First", States: states });
  return { "aws_sfn_state_machine.pipeline": { name: "pipeline", role_arn: "arn:role", definition } };
}

function digestQueue(mapping: object = {}): Declarations {
  const redrive_policy = JSON.stringify({ deadLetterTargetArn: FAILURES, maxReceiveCount: 2 });
  return {
    "aws_sqs_queue.digest": { name: "digest", redrive_policy },
    "aws_sqs_queue.failures": { name: "failures" },
    "aws_lambda_event_source_mapping.digest": {
      event_source_arn: QUEUE,
      function_name: functionArn("digest"),
      function_response_types: ["ReportBatchItemFailures"],
      ...mapping,
    },
  };
}

describe("the wiring of a stack", () => {
  let functions: CallableFunctions;
  beforeEach(() => {
    functions = callableFunctions(
      { notify: LOG, digest: LOG_BODIES, fail: FAIL },
      { report: "java21", scan: "container image" },
    );
  });
  afterEach(() => functions.close());

  function wired(declarations: Declarations, more: Partial<WiringOptions> = {}): Wiring {
    const stack = resolvedStack(declarations);
    const { specs, runtime } = functions;
    const { signal } = new AbortController();
    return wire({ stack, place: PLACE, specs, runtime, clock: realClock, signal, ...more });
  }

  it("leads an event to a function", async () => {
    const { events, settle } = wired(rule("orders", "shop", [functionArn("notify")]));
    events.put("default", ORDER);
    await settle();
    assert.deepEqual(functions.logOf("notify"), ['{"id":7}']);
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
    assert.deepEqual(functions.logOf("notify"), [JSON.stringify(id)]);
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
    assert.deepEqual(functions.logOf("notify"), ['{"id":7}', '{"id":7}']);
    assert.deepEqual(functions.logOf("digest"), [JSON.stringify(['{"order":7}', '{"order":7}'])]);
  });

  it("hands messages that fail over again, then to the dead-letter queue", async () => {
    const { queues, settle } = wired(digestQueue({ maximum_batching_window_in_seconds: 30 }));
    for (const body of ["good", "bad"]) queues.send(QUEUE, body);
    await settle();
    assert.deepEqual(functions.logOf("digest"), ['["good","bad"]', '["bad"]']);
    assert.deepEqual(
      queues.waiting(FAILURES).map(({ body }) => body),
      ["bad"],
    );
  });

  it("tells a topic of the records of a stream that a function fails for, each batch twice with duplicates", async () => {
    const { queues, services, settle } = wired(
      {
        "aws_dynamodb_table.news": {
          name: "news",
          hash_key: "id",
          attribute: { name: "id", type: "S" },
          stream_enabled: true,
          stream_view_type: "KEYS_ONLY",
        },
        "aws_sqs_queue.failures": { name: "failures" },
        "aws_sns_topic.failed": { name: "failed" },
        "aws_sns_topic_subscription.failures": {
          topic_arn: "${aws_sns_topic.failed.arn}",
          protocol: "sqs",
          endpoint: FAILURES,
          raw_message_delivery: true,
        },
        "aws_lambda_event_source_mapping.news": {
          event_source_arn: "${aws_dynamodb_table.news.stream_arn}",
          function_name: functionArn("fail"),
          maximum_retry_attempts: 1,
          destination_config: { on_failure: { destination_arn: "${aws_sns_topic.failed.arn}" } },
        },
      },
      { faults: { duplicateEvents: true } },
    );
    const { operations } = services.find(({ name }) => name === "dynamodb") ?? assert.fail();
    await operations.PutItem?.({ TableName: "news", Item: { id: { S: "a" } } }, new AbortController().signal);
    await settle();
    const told = queues.waiting(FAILURES).map(({ body }) => JSON.parse(body));
    assert.deepEqual(
      told.map(({ requestContext, responseContext, DDBStreamBatchInfo: info }) => [
        requestContext.condition,
        requestContext.approximateInvokeCount,
        responseContext,
        info.startSequenceNumber,
      ]),
      Array(2).fill([
        "RetryAttemptsExhausted",
        2,
        { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
        "100000000000000000001",
      ]),
    );
  });

  it("deletes what has expired by the time that is skipped to, once all else is done, and tells the stream of it", async () => {
    const startMs = Date.UTC(2024, 1, 29, 12);
    const { runSchedules, services, settle } = wired(
      {
        "aws_dynamodb_table.news": {
          name: "news",
          hash_key: "id",
          attribute: { name: "id", type: "S" },
          stream_enabled: true,
          stream_view_type: "KEYS_ONLY",
          ttl: { enabled: true, attribute_name: "until" },
        },
        "aws_lambda_event_source_mapping.news": {
          event_source_arn: "${aws_dynamodb_table.news.stream_arn}",
          function_name: functionArn("notify"),
          filter_criteria: { filter: { pattern: '{"userIdentity":{"type":["Service"]}}' } },
        },
        "aws_cloudwatch_event_rule.daily": { name: "daily", schedule_expression: "rate(1 day)" },
      },
      { clock: simulatedClock(startMs) },
    );
    const table = services.find(({ name }) => name === "dynamodb")?.operations ?? {};
    const { signal } = new AbortController();
    const count = async () => {
      const scanned = await table.Scan?.({ TableName: "news" }, signal);
      return (scanned as { readonly Count: number } | undefined)?.Count;
    };
    const until = { N: String(startMs / 1000 + 3600) };
    await table.PutItem?.({ TableName: "news", Item: { id: { S: "a" }, until } }, signal);
    await settle();
    assert.deepEqual([await count(), functions.logOf("notify")], [1, []]);
    await runSchedules(startMs, startMs + 86_400_000);
    assert.equal(await count(), 0);
    const [line = "", ...others] = functions.logOf("notify");
    const { eventName, dynamodb, userIdentity } = JSON.parse(line).Records[0];
    assert.deepEqual(
      [eventName, dynamodb.Keys, userIdentity, others],
      ["REMOVE", { id: { S: "a" } }, { type: "Service", principalId: "dynamodb.amazonaws.com" }, []],
    );
  });

  it("sends what no retry of a function got through to its failure queue", async () => {
    const { events, queues, settle } = wired({
      "aws_sqs_queue.failures": { name: "failures" },
      "aws_lambda_function_event_invoke_config.fail": {
        function_name: "fail",
        maximum_retry_attempts: 1,
        destination_config: { on_failure: { destination: FAILURES } },
      },
      ...rule("orders", "shop", [functionArn("fail")]),
    });
    events.put("default", ORDER);
    await settle();
    const [{ body = "" } = {}, ...others] = queues.waiting(FAILURES);
    const { requestPayload, requestContext } = JSON.parse(body);
    assert.deepEqual([requestPayload, requestContext.approximateInvokeCount, others], [{ id: 7 }, 2, []]);
  });

  it("leaves functions out that this machine cannot run: as targets, and with their queues", async () => {
    const { events, queues, unreachable, settle } = wired({
      ...rule("orders", "shop", [functionArn("report"), functionArn("notify"), QUEUE]),
      ...digestQueue({ function_name: functionArn("scan") }),
    });
    assert.deepEqual(unreachable, ["aws_cloudwatch_event_target.orders_0"]);
    events.put("default", ORDER);
    await settle();
    assert.deepEqual(functions.logOf("notify"), ['{"id":7}']);
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

  it("tells of a user's mistake in an execution once all is settled", async () => {
    const { events, executionsOf, settle } = wired({
      ...machine({ First: { Type: "Task", Resource: "arn:aws:states:::aws-sdk:iam:listRoles", End: true } }),
      ...rule("orders", "shop", [MACHINE]),
    });
    const [delivery] = events.put("default", ORDER).deliveries;
    await assert.rejects(settle(), { name: "UserError" });
    const [execution] = delivery ? executionsOf(delivery) : [];
    await assert.rejects(execution?.result ?? Promise.resolve(), { name: "UserError" });
  });

  it("keeps the messages of a batch that could not be handed over", async () => {
    const { queues, settle } = wired(digestQueue());
    await functions.runtime.close();
    queues.send(QUEUE, "late");
    await assert.rejects(settle(), { message: "The Lambda runtime is closed." });
    assert.deepEqual(
      queues.waiting(FAILURES).map(({ body }) => body),
      ["late"],
    );
  });

  it("stops executions with its signal", async () => {
    const stop = new AbortController();
    const declarations = {
      ...machine({ First: { Type: "Wait", Seconds: 600, End: true } }),
      ...rule("orders", "shop", [MACHINE]),
    };
    const { events, executionsOf, settle } = wired(declarations, { signal: stop.signal });
    const [delivery] = events.put("default", ORDER).deliveries;
    stop.abort(new Error("Stopped by the user"));
    await settle();
    assert.equal((await (delivery && executionsOf(delivery)[0])?.result)?.status, "ABORTED");
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

  it("sends what a target in the account is missing for to the dead-letter queue, and the rest to the others", async () => {
    const missing = [
      functionArn("play"),
      "arn:aws:sqs:eu-west-1:123456789012:lost",
      "arn:aws:states:eu-west-1:123456789012:stateMachine:lost",
      "arn:aws:events:eu-west-1:123456789012:event-bus/lost",
      "arn:aws:sqs:eu-west-1:210987654321:theirs",
    ];
    const targets = Object.entries(rule("orders", "shop", [...missing, functionArn("notify")])).map(
      ([address, attributes]) => [address, { ...attributes, dead_letter_config: { arn: FAILURES } }] as const,
    );
    const { events, queues, undelivered, settle } = wired({
      "aws_sqs_queue.failures": { name: "failures" },
      ...Object.fromEntries(targets),
    });
    events.put("default", ORDER);
    await settle();
    assert.deepEqual(
      queues
        .waiting(FAILURES)
        .map(({ body, messageAttributes: { ERROR_CODE, ERROR_MESSAGE } }) => [
          JSON.parse(body).detail,
          ERROR_CODE?.StringValue,
          ERROR_MESSAGE?.StringValue,
        ]),
      [
        `Function not found: ${missing[0]}`,
        "The specified queue does not exist.",
        `State Machine Does Not Exist: '${missing[2]}'`,
        "Event bus lost does not exist.",
      ].map((message) => [{ id: 7 }, "NO_RESOURCE", message]),
    );
    assert.deepEqual(
      undelivered.map(({ targetArn }) => targetArn),
      missing.slice(0, 4),
    );
    assert.deepEqual(functions.logOf("notify"), ['{"id":7}']);
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
    assert.deepEqual([functions.logOf("notify").length, functions.logOf("digest").length], [1, 1]);
  });

  it("runs through schedules from one moment to another, which takes no time, and does what they set off", async () => {
    const { runSchedules } = wired({
      "aws_cloudwatch_event_rule.daily": { name: "daily", schedule_expression: "cron(0 6 * * ? *)" },
      "aws_cloudwatch_event_target.daily": {
        rule: "daily",
        arn: functionArn("notify"),
        input_path: "$.time",
      },
    });
    await runSchedules(Date.UTC(2124, 1, 28, 12), Date.UTC(2124, 2, 1, 12));
    assert.deepEqual(functions.logOf("notify"), ['"2124-02-29T06:00:00Z"', '"2124-03-01T06:00:00Z"']);
  });

  it("sets off a schedule's execution in the time of its clock", async () => {
    const clock = simulatedClock(Date.UTC(2024, 0, 1));
    const { runSchedules, queues } = wired(
      {
        "aws_sqs_queue.digest": { name: "digest" },
        "aws_cloudwatch_event_rule.hourly": { name: "hourly", schedule_expression: "rate(1 hour)" },
        "aws_cloudwatch_event_target.hourly": { rule: "hourly", arn: QUEUE, input_path: "$.time" },
      },
      { clock },
    );
    await runSchedules(clock.nowMs(), clock.nowMs() + 2 * 3_600_000);
    assert.deepEqual(
      queues.waiting(QUEUE).map(({ body, sentMs }) => [body, new Date(sentMs).toISOString()]),
      [
        ['"2024-01-01T01:00:00Z"', "2024-01-01T01:00:00.000Z"],
        ['"2024-01-01T02:00:00Z"', "2024-01-01T02:00:00.000Z"],
      ],
    );
  });

  describe("with faults", () => {
    const toMachine = {
      ...machine({ First: { Type: "Pass", End: true } }),
      ...rule("orders", "shop", [MACHINE]),
    };

    it("delivers each event twice", async () => {
      const { events, executionsOf, settle } = wired(
        { ...toMachine, ...rule("tell", "shop", [functionArn("notify")]) },
        { faults: { duplicateEvents: true } },
      );
      const [toPipeline] = events.put("default", ORDER).deliveries;
      await settle();
      const executions = toPipeline ? executionsOf(toPipeline) : [];
      const outputs = await Promise.all(executions.map(async ({ result }) => (await result).output));
      assert.deepEqual(outputs, [{ id: 7 }, { id: 7 }]);
      assert.deepEqual(functions.logOf("notify"), ['{"id":7}', '{"id":7}']);
    });

    it("hands each message over twice, with the same id", async () => {
      const { queues, settle } = wired(digestQueue(), { faults: { duplicateEvents: true } });
      queues.send(QUEUE, "good");
      await settle();
      assert.deepEqual(functions.logOf("digest"), ['["good"]', '["good"]']);
      assert.deepEqual([queues.waiting(QUEUE), queues.waiting(FAILURES)], [[], []]);
    });

    it("leaves a message of a queue that nobody reads alone", async () => {
      const { queues, settle } = wired(
        { "aws_sqs_queue.digest": { name: "digest" } },
        { faults: { duplicateEvents: true } },
      );
      queues.send(QUEUE, "good");
      await settle();
      assert.equal(queues.waiting(QUEUE).length, 1);
    });

    it("delivers events in another order, the same one for the same seed", async () => {
      const order = async (seed?: number) => {
        const { events, queues, settle } = wired(
          { "aws_sqs_queue.digest": { name: "digest" }, ...rule("orders", "shop", [QUEUE]) },
          seed === undefined ? {} : { faults: { shuffleEvents: { seed } } },
        );
        for (const detail of [0, 1, 2, 3, 4, 5, 6]) events.put("default", { ...ORDER, detail });
        await settle();
        return queues.waiting(QUEUE).map(({ body }) => Number(body));
      };
      const inOrder = [0, 1, 2, 3, 4, 5, 6];
      const shuffled = await order(7);
      assert.deepEqual(await order(), inOrder);
      assert.notDeepEqual(shuffled, inOrder);
      assert.deepEqual([...shuffled].sort(), inOrder);
      assert.deepEqual(await order(7), shuffled);
    });

    it("hands messages over in another order", async () => {
      const { queues, settle } = wired(
        digestQueue({ batch_size: 10, maximum_batching_window_in_seconds: 30 }),
        { faults: { shuffleEvents: { seed: 7 } } },
      );
      const bodies = ["a", "b", "c", "d", "e", "f"];
      for (const body of bodies) queues.send(QUEUE, body);
      await settle();
      const [line = ""] = functions.logOf("digest");
      assert.notDeepEqual(JSON.parse(line), bodies);
      assert.deepEqual([...JSON.parse(line)].sort(), bodies);
    });

    it("knows the execution of a delivery that is held back", async () => {
      const { events, executionsOf } = wired(toMachine, { faults: { shuffleEvents: { seed: 7 } } });
      const [delivery] = events.put("default", ORDER).deliveries;
      const [execution] = delivery ? executionsOf(delivery) : [];
      assert.deepEqual((await execution?.result)?.output, { id: 7 });
    });

    it("lets the first calls of a function fail, which Lambda tries again", async () => {
      const stack = {
        "aws_lambda_function.notify": { function_name: "notify" },
        ...rule("orders", "shop", [functionArn("notify")]),
      };
      const { events, settle } = wired(stack, { faults: { failures: { notify: 2 } } });
      events.put("default", ORDER);
      await settle();
      assert.deepEqual(functions.logOf("notify"), ['{"id":7}']);
    });

    it("refuses faults of a function that is not there", () => {
      assert.throws(() => wired({}, { faults: { failures: { notify: 2 } } }), {
        name: "UserError",
        message: 'Expected a function "notify", but found none at all. Call one of those, or declare it.',
      });
    });
  });
});
