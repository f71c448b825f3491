import assert from "node:assert/strict";
import { viewPlan } from "../../../../review/changes/plan-view.ts";
import { protectionDecisions } from "../../../../review/decisions/protections.ts";
import { smallPlan } from "../../small-plan.ts";
import { decisionLines } from "../decision-lines.ts";

const lines = (type: string, before: object, after: object, more: object = {}) =>
  decisionLines(protectionDecisions(viewPlan(smallPlan([{ address: `${type}.x`, before, after, ...more }]))));

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/k";

describe("the rules about what protects", () => {
  for (const [type, before, after, text] of [
    [
      "aws_lambda_function",
      { logging_config: [{ application_log_level: "INFO", system_log_level: "INFO" }] },
      { logging_config: [{ application_log_level: "FATAL", system_log_level: "INFO" }] },
      "protection: aws_lambda_function.x writes fewer logs (logging_config.application_log_level: INFO → FATAL).",
    ],
    [
      "aws_lambda_event_source_mapping",
      { enabled: null },
      { enabled: false },
      "protection: aws_lambda_event_source_mapping.x is switched off: the function no longer reads from the source (enabled: none → false).",
    ],
    [
      "aws_lambda_function_event_invoke_config",
      { maximum_event_age_in_seconds: null },
      { maximum_event_age_in_seconds: 60 },
      "protection: aws_lambda_function_event_invoke_config.x drops waiting events sooner (maximum_event_age_in_seconds: none → 60).",
    ],
    [
      "aws_cloudwatch_event_target",
      { retry_policy: [] },
      { retry_policy: [{ maximum_retry_attempts: 0, maximum_event_age_in_seconds: null }] },
      "protection: aws_cloudwatch_event_target.x is tried less often (retry_policy.maximum_retry_attempts: none → 0).",
    ],
    [
      "aws_dynamodb_table",
      { ttl: [{ enabled: true, attribute_name: "expires" }] },
      { ttl: [{ enabled: true, attribute_name: "created" }] },
      "protection: aws_dynamodb_table.x deletes items by another time of theirs (ttl.attribute_name: expires → created).",
    ],
    [
      "aws_kinesis_stream",
      { stream_mode_details: [{ stream_mode: "ON_DEMAND" }], shard_count: 0 },
      { stream_mode_details: [{ stream_mode: "PROVISIONED" }], shard_count: 1 },
      "capacity: aws_kinesis_stream.x no longer grows with its use (stream_mode_details.stream_mode: ON_DEMAND → PROVISIONED).",
    ],
    [
      "aws_cognito_user_pool_client",
      { refresh_token_validity: 1, token_validity_units: [{ refresh_token: "days" }] },
      { refresh_token_validity: 3650, token_validity_units: [{ refresh_token: "days" }] },
      "protection: aws_cognito_user_pool_client.x gives tokens that are valid for a longer time (refresh_token_validity: 1 → 3650).",
    ],
    [
      "aws_s3_bucket",
      { versioning: [{ enabled: true }] },
      { versioning: [{ enabled: false }] },
      "protection: aws_s3_bucket.x no longer keeps overwritten and deleted objects (versioning.enabled: true → false).",
    ],
  ] as const) {
    it(text, () => assert.deepEqual(lines(type, before, after), [text]));
  }

  for (const [what, type, before, after] of [
    [
      "a rule that was off, which says so in the other attribute",
      "aws_cloudwatch_event_rule",
      { state: "DISABLED", is_enabled: null },
      { state: null, is_enabled: false },
    ],
    [
      "a retry policy that is written out, or in another way",
      "aws_cloudwatch_event_target",
      { retry_policy: [] },
      { retry_policy: [{ maximum_retry_attempts: 185, maximum_event_age_in_seconds: 86400 }] },
    ],
    [
      "a retry policy of which null becomes 0",
      "aws_cloudwatch_event_target",
      { retry_policy: [{ maximum_retry_attempts: 3, maximum_event_age_in_seconds: null }] },
      { retry_policy: [{ maximum_retry_attempts: 3, maximum_event_age_in_seconds: 0 }] },
    ],
    [
      "a queue that is encrypted with a key of SQS, not of KMS for SQS",
      "aws_sqs_queue",
      { kms_master_key_id: "alias/aws/sqs", sqs_managed_sse_enabled: false },
      { kms_master_key_id: null, sqs_managed_sse_enabled: true },
    ],
    [
      "a deletion protection that was off before",
      "aws_dynamodb_table",
      { deletion_protection_enabled: false },
      { deletion_protection_enabled: null },
    ],
    [
      "an attribute of a time to live that is off",
      "aws_dynamodb_table",
      { ttl: [{ enabled: false, attribute_name: "expires" }] },
      { ttl: [{ enabled: false, attribute_name: "created" }] },
    ],
    [
      "tokens of another unit of time",
      "aws_cognito_user_pool_client",
      { access_token_validity: 1, token_validity_units: [{ access_token: "days" }] },
      { access_token_validity: 60, token_validity_units: [{ access_token: "minutes" }] },
    ],
    [
      "a stream that goes from shards to what it needs",
      "aws_kinesis_stream",
      { stream_mode_details: [{ stream_mode: "PROVISIONED" }], shard_count: 4 },
      { stream_mode_details: [{ stream_mode: "ON_DEMAND" }], shard_count: 0 },
    ],
    [
      "a redrive policy in another order",
      "aws_sqs_queue",
      { redrive_policy: '{"deadLetterTargetArn":"a","maxReceiveCount":3}' },
      { redrive_policy: '{"maxReceiveCount":3,"deadLetterTargetArn":"a"}' },
    ],
  ] as const) {
    it(`ask nothing of ${what}`, () => assert.deepEqual(lines(type, before, after), []));
  }

  it("find a key that goes though its ARN is a secret", () => {
    assert.deepEqual(
      lines(
        "aws_sqs_queue",
        { kms_master_key_id: KEY },
        { kms_master_key_id: null },
        { beforeSensitive: { kms_master_key_id: true } },
      ),
      [
        "protection: aws_sqs_queue.x is no longer encrypted with a key of your own (kms_master_key_id: (secret) → none).",
      ],
    );
  });
});
