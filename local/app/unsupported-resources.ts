import { runtimeLanguage } from "../lambda/runtime-language.ts";
import type { SynthesizedResource, SynthesizedStack } from "../synthesized/synthesized-stack.ts";
import { functionRuntime } from "./function-runtime.ts";

/** Types that the local run acts on. */
const RUN = [
  "aws_cloudwatch_event_archive",
  "aws_cloudwatch_event_bus",
  "aws_cloudwatch_event_rule",
  "aws_cloudwatch_event_target",
  "aws_dynamodb_table",
  "aws_dynamodb_table_item",
  "aws_lambda_alias",
  "aws_lambda_event_source_mapping",
  "aws_lambda_function",
  "aws_lambda_function_event_invoke_config",
  "aws_lambda_layer_version",
  "aws_s3_bucket",
  "aws_s3_bucket_notification",
  "aws_s3_bucket_versioning",
  "aws_sfn_activity",
  "aws_sfn_state_machine",
  "aws_sns_topic",
  "aws_sns_topic_subscription",
  "aws_sqs_queue",
];

/** Types that permit, protect or keep, and change nothing about what happens on a laptop. */
const WITHOUT_EFFECT = [
  "aws_cloudwatch_log_group",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_kms_alias",
  "aws_kms_key",
  "aws_lambda_layer_version_permission",
  "aws_lambda_permission",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_sns_topic_policy",
  "aws_sqs_queue_policy",
  "data.aws_caller_identity",
  "data.aws_partition",
  "data.aws_region",
];

/** The addresses of what a stack declares and the local run leaves out; functions with the runtime that is to blame. */
export function unsupportedResources(stack: SynthesizedStack): readonly string[] {
  const known = new Set([...RUN, ...WITHOUT_EFFECT]);
  return stack.resources
    .flatMap((resource) => {
      const { address, type, attributes } = resource;
      if (isForeign(resource)) return `${address} (${functionRuntime(attributes)})`;
      return known.has(type) ? [] : address;
    })
    .sort();
}

function isForeign({ type, attributes }: SynthesizedResource): boolean {
  return type === "aws_lambda_function" && runtimeLanguage(functionRuntime(attributes)) === undefined;
}
