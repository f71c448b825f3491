import assert from "node:assert/strict";
import { simulatedClock } from "../../../local/states/clock.ts";
import { functionArn } from "./callable-functions.ts";
import { FAILURES, wiringOfEachTest } from "./wired-stack.ts";

describe("the streams of a wired stack", () => {
  const { logOf, wired } = wiringOfEachTest();

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
    assert.deepEqual([await count(), logOf("notify")], [1, []]);
    await runSchedules(startMs, startMs + 86_400_000);
    assert.equal(await count(), 0);
    const [line = "", ...others] = logOf("notify");
    const { eventName, dynamodb, userIdentity } = JSON.parse(line).Records[0];
    assert.deepEqual(
      [eventName, dynamodb.Keys, userIdentity, others],
      ["REMOVE", { id: { S: "a" } }, { type: "Service", principalId: "dynamodb.amazonaws.com" }, []],
    );
  });

  it("writes the records that a function fails for into a bucket, under the mapping and the shard", async () => {
    const written: (readonly [string, string, string])[] = [];
    const { services, settle } = wired(
      {
        "aws_dynamodb_table.news": {
          name: "news",
          hash_key: "id",
          attribute: { name: "id", type: "S" },
          stream_enabled: true,
          stream_view_type: "KEYS_ONLY",
        },
        "aws_s3_bucket.failed": { bucket: "failed" },
        "aws_lambda_event_source_mapping.news": {
          event_source_arn: "${aws_dynamodb_table.news.stream_arn}",
          function_name: functionArn("fail"),
          maximum_retry_attempts: 0,
          destination_config: { on_failure: { destination_arn: "${aws_s3_bucket.failed.arn}" } },
        },
      },
      {
        clock: simulatedClock(Date.UTC(2024, 1, 29, 12)),
        putObject: async (...object) => written.push(object),
      },
    );
    const { operations } = services.find(({ name }) => name === "dynamodb") ?? assert.fail();
    await operations.PutItem?.({ TableName: "news", Item: { id: { S: "a" } } }, new AbortController().signal);
    await settle();
    const [[bucket, key, body] = assert.fail(), ...others] = written;
    assert.deepEqual([bucket, others], ["failed", []]);
    assert.match(
      key,
      /^aws\/lambda\/[0-9a-f-]{36}\/shardId-[0-9-]+\/2024\/02\/29\/2024-02-29T12\.00\.0\d-[0-9a-f-]{36}$/,
    );
    const { requestContext, payload } = JSON.parse(body);
    assert.equal(requestContext.condition, "RetryAttemptsExhausted");
    assert.deepEqual(
      JSON.parse(payload).Records.map(({ dynamodb }: { dynamodb: { Keys: unknown } }) => dynamodb.Keys),
      [{ id: { S: "a" } }],
    );
  });
});
