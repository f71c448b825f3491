import assert from "node:assert/strict";
import { unsupportedResources } from "../../../local/app/unsupported-resources.ts";
import { declaredStack } from "../synthesized/declared-stack.ts";

describe("what the local run leaves out", () => {
  it("is nothing of what it acts on", () => {
    const stack = declaredStack({
      "aws_s3_bucket.a": {},
      "aws_s3_bucket_notification.a": {},
      "aws_cloudwatch_event_bus.a": {},
      "aws_cloudwatch_event_rule.a": { event_pattern: "{}" },
      "aws_cloudwatch_event_target.a": {},
      "aws_lambda_function.a": {},
      "aws_lambda_event_source_mapping.a": {},
      "aws_sfn_state_machine.a": {},
      "aws_sqs_queue.a": {},
    });
    assert.deepEqual(unsupportedResources(stack), []);
  });

  it("is nothing of what has no effect on a laptop", () => {
    const stack = declaredStack({
      "aws_iam_role.a": {},
      "aws_kms_key.a": {},
      "aws_lambda_permission.a": {},
      "aws_s3_bucket_policy.a": {},
      "data.aws_region.current": {},
    });
    assert.deepEqual(unsupportedResources(stack), []);
  });

  it("is the rest, data sources too, sorted", () => {
    const stack = declaredStack({
      "data.aws_vpc.main": {},
      "aws_kinesis_stream.alerts": {},
      "aws_sqs_queue.a": {},
      "aws_kinesis_firehose_delivery_stream.photos": {},
    });
    assert.deepEqual(unsupportedResources(stack), [
      "aws_kinesis_firehose_delivery_stream.photos",
      "aws_kinesis_stream.alerts",
      "data.aws_vpc.main",
    ]);
  });

  it("is no table, with a stream and expiry or without", () => {
    const stack = declaredStack({
      "aws_dynamodb_table.plain": { stream_enabled: false, ttl: { enabled: false } },
      "aws_dynamodb_table.streamed": { stream_enabled: true },
      "aws_dynamodb_table.both": { stream_enabled: true, ttl: [{ enabled: true, attribute_name: "at" }] },
      "aws_dynamodb_table_item.seed": {},
    });
    assert.deepEqual(unsupportedResources(stack), []);
  });

  it("is a function for a runtime that this machine cannot run, with that", () => {
    const stack = declaredStack({
      "aws_lambda_function.crop": { runtime: "nodejs22.x" },
      "aws_lambda_function.hello": { runtime: "python3.13" },
      "aws_lambda_function.report": { runtime: "java21" },
      "aws_lambda_function.scan": { package_type: "Image", image_uri: "scan:1" },
    });
    assert.deepEqual(unsupportedResources(stack), [
      "aws_lambda_function.report (java21)",
      "aws_lambda_function.scan (container image)",
    ]);
  });

  it("is no rule with a schedule, which can be set off, and no archive", () => {
    const stack = declaredStack({
      "aws_cloudwatch_event_archive.orders": { name: "orders" },
      "aws_cloudwatch_event_rule.nightly": { name: "nightly", schedule_expression: "rate(1 day)" },
    });
    assert.deepEqual(unsupportedResources(stack), []);
  });

  it("is an API destination", () => {
    const stack = declaredStack({ "aws_cloudwatch_event_api_destination.chat": { name: "chat" } });
    assert.deepEqual(unsupportedResources(stack), ["aws_cloudwatch_event_api_destination.chat"]);
  });
});
