import assert from "node:assert/strict";
import { computedAttributes } from "../../../local/synthesized/computed-attributes.ts";
import { PLACE } from "./declared-stack.ts";

function computed(type: string, given: Readonly<Record<string, string>> = {}) {
  return computedAttributes(type, (attribute) => given[attribute] ?? "", PLACE);
}

describe("what a deploy would fill in", () => {
  it("is the account, the partition and the region of the data sources", () => {
    assert.deepEqual(computed("data.aws_caller_identity"), {
      account_id: "123456789012",
      id: "123456789012",
    });
    assert.deepEqual(computed("data.aws_partition"), {
      partition: "aws",
      id: "aws",
      dns_suffix: "amazonaws.com",
    });
    assert.deepEqual(computed("data.aws_region"), {
      region: "eu-west-1",
      name: "eu-west-1",
      id: "eu-west-1",
    });
  });

  it("is the ARN of a bus", () => {
    assert.deepEqual(computed("aws_cloudwatch_event_bus", { name: "news" }), {
      arn: "arn:aws:events:eu-west-1:123456789012:event-bus/news",
      id: "news",
    });
  });

  it("is the stream of a table that has one", () => {
    const table = { arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/news", id: "news" };
    assert.deepEqual(computed("aws_dynamodb_table", { name: "news" }), table);
    assert.deepEqual(computed("aws_dynamodb_table", { name: "news", stream_enabled: "true" }), {
      ...table,
      stream_arn: `${table.arn}/stream/1970-01-01T00:00:00.000`,
      stream_label: "1970-01-01T00:00:00.000",
    });
  });

  for (const event_bus_name of ["", "default", "arn:aws:events:eu-west-1:123456789012:event-bus/default"]) {
    it(`is the ARN of a rule on the default bus, given as "${event_bus_name}"`, () => {
      assert.deepEqual(computed("aws_cloudwatch_event_rule", { name: "new_photos", event_bus_name }), {
        arn: "arn:aws:events:eu-west-1:123456789012:rule/new_photos",
        id: "new_photos",
      });
    });
  }

  for (const event_bus_name of ["news", "arn:aws:events:eu-west-1:123456789012:event-bus/news"]) {
    it(`is the ARN of a rule on a bus of one's own, given as "${event_bus_name}"`, () => {
      assert.deepEqual(computed("aws_cloudwatch_event_rule", { name: "done", event_bus_name }), {
        arn: "arn:aws:events:eu-west-1:123456789012:rule/news/done",
        id: "done",
      });
    });
  }

  it("is the ARN and version of a function, an alias and a layer", () => {
    assert.deepEqual(computed("aws_lambda_function", { function_name: "images-crop" }), {
      arn: "arn:aws:lambda:eu-west-1:123456789012:function:images-crop",
      id: "images-crop",
      version: "1",
    });
    assert.deepEqual(computed("aws_lambda_alias", { function_name: "images-crop", name: "live" }), {
      arn: "arn:aws:lambda:eu-west-1:123456789012:function:images-crop:live",
    });
    assert.deepEqual(computed("aws_lambda_layer_version", { layer_name: "images-sharp" }), {
      arn: "arn:aws:lambda:eu-west-1:123456789012:layer:images-sharp:1",
      version: "1",
    });
  });

  it("is the ARN of a state machine, which is its id too", () => {
    const arn = "arn:aws:states:eu-west-1:123456789012:stateMachine:pipeline";
    assert.deepEqual(computed("aws_sfn_state_machine", { name: "pipeline" }), { arn, id: arn });
  });

  it("is the ARN of a queue, and its URL, which is its id too", () => {
    const url = "https://sqs.eu-west-1.amazonaws.com/123456789012/digest";
    assert.deepEqual(computed("aws_sqs_queue", { name: "digest" }), {
      arn: "arn:aws:sqs:eu-west-1:123456789012:digest",
      id: url,
      url,
    });
  });

  it("is the ARN of a table, and its name as its id", () => {
    assert.deepEqual(computed("aws_dynamodb_table", { name: "orders" }), {
      arn: "arn:aws:dynamodb:eu-west-1:123456789012:table/orders",
      id: "orders",
    });
  });

  it("is the ARN of a bucket, a role, a key and a log group", () => {
    assert.deepEqual(computed("aws_s3_bucket", { bucket: "photos" }), {
      arn: "arn:aws:s3:::photos",
      id: "photos",
    });
    assert.deepEqual(computed("aws_iam_role", { name: "crop" }), {
      arn: "arn:aws:iam::123456789012:role/crop",
      id: "crop",
    });
    assert.deepEqual(computed("aws_kms_key"), {
      arn: "arn:aws:kms:eu-west-1:123456789012:key/local",
      id: "local",
      key_id: "local",
    });
    assert.deepEqual(computed("aws_cloudwatch_log_group", { name: "/aws/lambda/crop" }), {
      arn: "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/crop",
      id: "/aws/lambda/crop",
    });
  });

  it("is nothing for a type that the local run does not know", () => {
    assert.deepEqual(computed("aws_kinesis_stream", { name: "alerts" }), {});
  });
});
