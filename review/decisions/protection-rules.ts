import { isNothing } from "../changes/difference.ts";
import type { Json } from "../plan/json.ts";
import type { Gate } from "./decision.ts";
import type { Setting } from "./setting.ts";

/** A setting that protects something, and how to see that it protects less. */
export interface ProtectionRule {
  readonly type: RegExp;
  /** Where it is; see `settingAt`. */
  readonly path: string;
  readonly weaker: (setting: Setting) => boolean;
  /** What is done to it, as it reads after the resource's name. */
  readonly text: string;
  readonly gate: Gate;
}

const gone = ({ before, after, unknown }: Setting): boolean =>
  !isNothing(before) && isNothing(after) && !unknown;
const off = ({ before, after }: Setting): boolean =>
  before === true && (after === false || after === null || after === undefined);
const on = ({ before, after }: Setting): boolean => after === true && before !== true;
const less = ({ before, after }: Setting): boolean =>
  numeric(before) && numeric(after) && Number(after) < Number(before);
/** Where 0 means for ever, as in log groups and archives. */
const shorter = ({ before, after }: Setting): boolean =>
  numeric(before) &&
  numeric(after) &&
  Number(after) !== 0 &&
  (Number(before) === 0 || Number(after) < Number(before));
/** Where -1 means no bound. */
const tighter = ({ before, after }: Setting): boolean =>
  numeric(after) &&
  Number(after) !== -1 &&
  (!numeric(before) || Number(before) === -1 || Number(after) < Number(before)) &&
  before !== undefined;
const from =
  (...values: readonly Json[]) =>
  ({ before, after, unknown }: Setting): boolean =>
    values.includes(before ?? null) && !values.includes(after ?? null) && !unknown;

const numeric = (value: Json | undefined): boolean =>
  typeof value === "number" || (typeof value === "string" && /^-?\d+$/.test(value));

const rule = (
  gate: Gate,
  type: RegExp,
  path: string,
  weaker: ProtectionRule["weaker"],
  text: string,
): ProtectionRule => ({
  gate,
  type,
  path,
  weaker,
  text,
});

const protection = rule.bind(null, "protection");
const capacity = rule.bind(null, "capacity");
const ANY = /^aws_/;

/** By attribute names of the AWS provider; the first paths are of one type, the last of any. */
export const PROTECTION_RULES: readonly ProtectionRule[] = [
  capacity(/^aws_lambda_function$/, "memory_size", less, "gets less memory"),
  capacity(
    /^aws_lambda_function$/,
    "reserved_concurrent_executions",
    tighter,
    "may run less often at the same time",
  ),
  capacity(/^aws_lambda_function$/, "ephemeral_storage.size", less, "gets a smaller /tmp"),
  capacity(
    /^aws_lambda_provisioned_concurrency_config$/,
    "provisioned_concurrent_executions",
    less,
    "keeps fewer environments warm",
  ),
  capacity(
    /^aws_lambda_event_source_mapping$/,
    "scaling_config.maximum_concurrency",
    tighter,
    "lets fewer functions read at the same time",
  ),
  capacity(/^aws_dynamodb_table$/, "read_capacity", less, "can be read less often"),
  capacity(/^aws_dynamodb_table$/, "write_capacity", less, "can be written less often"),
  capacity(/^aws_kinesis_stream$/, "shard_count", less, "has fewer shards"),
  capacity(/^aws_appautoscaling_target$/, "max_capacity", less, "can grow less"),
  capacity(/^aws_ecs_service$/, "desired_count", less, "runs fewer tasks"),
  capacity(/^aws_autoscaling_group$/, "max_size", less, "can grow less"),

  protection(
    /^aws_lambda_function$/,
    "dead_letter_config.target_arn",
    gone,
    "no longer keeps failed events: its dead-letter queue is removed",
  ),
  protection(/^aws_lambda_function$/, "tracing_config.mode", from("Active"), "is no longer traced"),
  protection(/^aws_lambda_function$/, "logging_config.log_group", gone, "no longer names its log group"),
  protection(/^aws_lambda_function$/, "code_signing_config_arn", gone, "takes unsigned code"),
  protection(
    /^aws_lambda_function_event_invoke_config$/,
    "destination_config.on_failure.destination",
    gone,
    "no longer says where failed events go",
  ),
  protection(
    /^aws_lambda_event_source_mapping$/,
    "destination_config.on_failure.destination_arn",
    gone,
    "no longer says where failed records go",
  ),
  protection(
    /^aws_cloudwatch_event_target$/,
    "dead_letter_config.arn",
    gone,
    "no longer keeps events that cannot be delivered: its dead-letter queue is removed",
  ),
  protection(
    /^aws_scheduler_schedule$/,
    "target.dead_letter_config.arn",
    gone,
    "no longer keeps events that cannot be delivered: its dead-letter queue is removed",
  ),
  protection(
    /^aws_cloudwatch_event_target$/,
    "retry_policy.maximum_retry_attempts",
    less,
    "is tried less often",
  ),
  protection(
    /^aws_cloudwatch_event_target$/,
    "retry_policy.maximum_event_age_in_seconds",
    less,
    "is tried for a shorter time",
  ),
  protection(/^aws_cloudwatch_event_archive$/, "retention_days", shorter, "keeps events for a shorter time"),
  protection(
    /^aws_sqs_queue$/,
    "redrive_policy",
    gone,
    "no longer moves failed messages to a dead-letter queue",
  ),
  protection(
    /^aws_sqs_queue_redrive_policy$/,
    "redrive_policy",
    gone,
    "no longer moves failed messages to a dead-letter queue",
  ),
  protection(
    /^aws_sns_topic_subscription$/,
    "redrive_policy",
    gone,
    "no longer keeps messages that cannot be delivered",
  ),
  protection(/^aws_sqs_queue$/, "message_retention_seconds", less, "keeps messages for a shorter time"),
  protection(/^aws_kinesis_stream$/, "retention_period", less, "keeps records for a shorter time"),
  protection(/^aws_kinesis_stream$/, "encryption_type", from("KMS"), "is no longer encrypted"),
  protection(/^aws_cloudwatch_log_group$/, "retention_in_days", shorter, "keeps logs for a shorter time"),
  protection(
    /^aws_sfn_state_machine$/,
    "logging_configuration.level",
    from("ALL", "ERROR", "FATAL"),
    "no longer writes logs",
  ),
  protection(
    /^aws_sfn_state_machine$/,
    "logging_configuration.log_destination",
    gone,
    "no longer says where its logs go",
  ),
  protection(/^aws_sfn_state_machine$/, "tracing_configuration.enabled", off, "is no longer traced"),
  protection(
    /^aws_sfn_state_machine$/,
    "encryption_configuration.type",
    from("CUSTOMER_MANAGED_KMS_KEY"),
    "is no longer encrypted with a key of your own",
  ),
  protection(
    /^aws_s3_bucket_versioning$/,
    "versioning_configuration.status",
    from("Enabled"),
    "no longer keeps overwritten and deleted objects",
  ),
  protection(
    /^aws_s3_bucket_server_side_encryption_configuration$/,
    "rule.apply_server_side_encryption_by_default.sse_algorithm",
    from("aws:kms", "aws:kms:dsse"),
    "no longer encrypts with KMS",
  ),
  protection(
    /^aws_s3_bucket_ownership_controls$/,
    "rule.object_ownership",
    from("BucketOwnerEnforced"),
    "lets access control lists count again",
  ),
  protection(/^aws_s3_bucket$/, "object_lock_enabled", off, "no longer locks objects"),
  protection(
    /^aws_dynamodb_table$/,
    "point_in_time_recovery.enabled",
    off,
    "can no longer be restored to a point in time",
  ),
  protection(
    /^aws_dynamodb_table$/,
    "server_side_encryption.enabled",
    off,
    "is no longer encrypted with KMS",
  ),
  protection(
    /^aws_(?:db_instance|rds_cluster|docdb_cluster|neptune_cluster)$/,
    "backup_retention_period",
    less,
    "keeps backups for a shorter time",
  ),
  protection(/^aws_cloudtrail$/, "enable_logging", off, "no longer records calls"),
  protection(/^aws_cloudtrail$/, "enable_log_file_validation", off, "can no longer prove its files"),
  protection(/^aws_cloudtrail$/, "is_multi_region_trail", off, "no longer records other regions"),
  protection(
    /^aws_ecr_repository$/,
    "image_tag_mutability",
    from("IMMUTABLE"),
    "lets tags of images be moved",
  ),
  protection(
    /^aws_ecr_repository$/,
    "image_scanning_configuration.scan_on_push",
    off,
    "no longer scans images",
  ),
  protection(
    /^aws_cognito_user_pool$/,
    "mfa_configuration",
    from("ON"),
    "no longer asks everybody for a second factor",
  ),
  protection(
    /^aws_apigatewayv2_stage$/,
    "access_log_settings.destination_arn",
    gone,
    "no longer logs its calls",
  ),
  protection(
    /^aws_api_gateway_stage$/,
    "access_log_settings.destination_arn",
    gone,
    "no longer logs its calls",
  ),
  protection(/^aws_lb$/, "access_logs.enabled", off, "no longer logs its calls"),
  protection(/^aws_cloudwatch_metric_alarm$/, "alarm_actions", gone, "alarms nobody any more"),
  protection(/^aws_cloudwatch_metric_alarm$/, "actions_enabled", off, "alarms nobody any more"),
  protection(
    /^aws_secretsmanager_secret$/,
    "recovery_window_in_days",
    less,
    "can be restored for a shorter time after it is deleted",
  ),
  protection(
    /^aws_kms_key$/,
    "deletion_window_in_days",
    less,
    "can be restored for a shorter time after it is deleted",
  ),
  protection(/^aws_kms_key$/, "enable_key_rotation", off, "is no longer rotated"),
  protection(/^aws_kms_key$/, "is_enabled", off, "is disabled: what is encrypted with it cannot be read"),
  protection(/^aws_iam_account_password_policy$/, "minimum_password_length", less, "takes shorter passwords"),

  ...[
    "kms_key_id",
    "kms_key_arn",
    "kms_master_key_id",
    "kms_key_identifier",
    "sse_specification.kms_master_key_id",
  ].map((path) => protection(ANY, path, gone, "is no longer encrypted with a key of your own")),
  ...[
    "storage_encrypted",
    "encrypted",
    "at_rest_encryption_enabled",
    "transit_encryption_enabled",
    "encrypt_at_rest.enabled",
    "sqs_managed_sse_enabled",
  ].map((path) => protection(ANY, path, off, "is no longer encrypted")),
  ...[
    "deletion_protection",
    "deletion_protection_enabled",
    "enable_deletion_protection",
    "termination_protection",
    "disable_api_termination",
  ].map((path) => protection(ANY, path, off, "is no longer protected against deletion")),
  protection(ANY, "multi_az", off, "no longer has a standby in another zone"),
  protection(ANY, "force_destroy", on, "may be deleted with all that is in it"),
  protection(ANY, "skip_final_snapshot", on, "is deleted without a last snapshot"),
  protection(ANY, "skip_destroy", off, "is deleted when it is replaced"),
];
