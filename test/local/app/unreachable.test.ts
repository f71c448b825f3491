import assert from "node:assert/strict";
import { unreachable } from "../../../local/app/unreachable.ts";
import { resolvedStack } from "../synthesized/declared-stack.ts";

const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:orders";

describe("what a local run does not reach", () => {
  it("is targets and sources that the stack does not have", () => {
    const table = (stream: object) => ({
      name: "news",
      hash_key: "id",
      attribute: { name: "id", type: "S" },
      ...stream,
    });
    const mapping = (event_source_arn: string, more: object = {}) => ({
      event_source_arn,
      function_name: "digest",
      ...more,
    });
    const stack = resolvedStack({
      "aws_dynamodb_table.news": table({ stream_enabled: true, stream_view_type: "KEYS_ONLY" }),
      "aws_lambda_event_source_mapping.queue": mapping(QUEUE),
      "aws_lambda_event_source_mapping.stream": mapping("${aws_dynamodb_table.news.stream_arn}"),
      "aws_lambda_event_source_mapping.kinesis": mapping(
        "arn:aws:kinesis:eu-west-1:123456789012:stream/clicks",
      ),
      "aws_lambda_event_source_mapping.disabled": mapping(
        "arn:aws:kinesis:eu-west-1:123456789012:stream/off",
        {
          enabled: false,
        },
      ),
      "aws_cloudwatch_event_target.here": { rule: "all", arn: QUEUE },
      "aws_cloudwatch_event_target.elsewhere": { rule: "all", arn: `${QUEUE}-elsewhere` },
    });
    const isThere = (arn: string) => arn === QUEUE;
    assert.deepEqual(unreachable(stack, { queues: { has: isThere }, targets: { reaches: isThere } }), [
      "aws_cloudwatch_event_target.elsewhere",
      "aws_lambda_event_source_mapping.kinesis",
    ]);
  });
});
