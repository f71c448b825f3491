import assert from "node:assert/strict";
import { simulatedClock } from "../../../local/states/clock.ts";
import { functionArn } from "./callable-functions.ts";
import {
  digestQueue,
  FAILURES,
  MACHINE,
  machine,
  ORDER,
  QUEUE,
  rule,
  wiringOfEachTest,
} from "./wired-stack.ts";

describe("what fails in a wired stack", () => {
  const { closeRuntime, logOf, wired } = wiringOfEachTest();

  it("hands messages that fail over again, then to the dead-letter queue", async () => {
    const { queues, settle } = wired(digestQueue({ maximum_batching_window_in_seconds: 30 }));
    for (const body of ["good", "bad"]) queues.send(QUEUE, body);
    await settle();
    assert.deepEqual(logOf("digest"), ['["good","bad"]', '["bad"]']);
    assert.deepEqual(
      queues.waiting(FAILURES).map(({ body }) => body),
      ["bad"],
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

  it("keeps the messages of a batch that could not be handed over", async () => {
    const { queues, settle } = wired(digestQueue());
    await closeRuntime();
    queues.send(QUEUE, "late");
    await assert.rejects(settle(), { message: "The Lambda runtime is closed." });
    assert.deepEqual(
      queues.waiting(FAILURES).map(({ body }) => body),
      ["late"],
    );
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
    assert.deepEqual(logOf("notify"), ['{"id":7}']);
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

  it("writes what no retry of a function got through into a bucket, under the function's name", async () => {
    const written: (readonly [string, string, string])[] = [];
    const { events, settle } = wired(
      {
        "aws_s3_bucket.failed": { bucket: "failed" },
        "aws_lambda_function_event_invoke_config.fail": {
          function_name: "fail",
          maximum_retry_attempts: 0,
          destination_config: { on_failure: { destination: "${aws_s3_bucket.failed.arn}" } },
        },
        ...rule("orders", "shop", [functionArn("fail")]),
      },
      {
        clock: simulatedClock(Date.UTC(2024, 1, 29, 12)),
        putObject: async (...object) => written.push(object),
      },
    );
    events.put("default", ORDER);
    await settle();
    const [[bucket, key, body] = assert.fail(), ...others] = written;
    assert.deepEqual([bucket, others], ["failed", []]);
    assert.match(key, /^aws\/lambda\/async\/fail\/2024\/02\/29\/2024-02-29T12\.00\.00-[0-9a-f-]{36}$/);
    const { requestPayload, requestContext } = JSON.parse(body);
    assert.deepEqual([requestPayload, requestContext.condition], [{ id: 7 }, "RetriesExhausted"]);
  });

  it("tells a dead-letter topic why an event was given up", async () => {
    const { events, queues, settle } = wired({
      "aws_sqs_queue.failures": { name: "failures" },
      "aws_sns_topic.failed": { name: "failed" },
      "aws_sns_topic_subscription.failures": {
        topic_arn: "${aws_sns_topic.failed.arn}",
        protocol: "sqs",
        endpoint: FAILURES,
        raw_message_delivery: true,
      },
      "aws_lambda_function.fail": {
        function_name: "fail",
        dead_letter_config: { target_arn: "${aws_sns_topic.failed.arn}" },
      },
      ...rule("orders", "shop", [functionArn("fail")]),
    });
    events.put("default", ORDER);
    await settle();
    const [{ body, messageAttributes } = assert.fail()] = queues.waiting(FAILURES);
    assert.deepEqual([body, messageAttributes.ErrorMessage?.StringValue], ['{"id":7}', "no paper"]);
  });
});
