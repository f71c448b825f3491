import { type ProtectionRule, rule } from "../protection-rule.ts";
import { down, from, gone, less, lessButSome, off, on, other, ownKeyGone } from "../weaker.ts";

const protection = rule.bind(null, "protection");

const S3_ENCRYPTION = "rule.apply_server_side_encryption_by_default";

/** What holds data: S3, tables, streams, databases, files and images. */
export const DATA_RULES: readonly ProtectionRule[] = [
  protection(
    /^aws_s3_bucket_versioning$/,
    "versioning_configuration.status",
    from("Enabled"),
    "no longer keeps overwritten and deleted objects",
  ),
  protection(
    /^aws_s3_bucket_versioning$/,
    "versioning_configuration.mfa_delete",
    from("Enabled"),
    "no longer asks for a second factor before a version is deleted",
  ),
  // Resources of their own say so nowadays, but a bucket still may.
  protection(/^aws_s3_bucket$/, "versioning.enabled", off, "no longer keeps overwritten and deleted objects"),
  protection(/^aws_s3_bucket$/, "logging.target_bucket", gone, "no longer logs who calls it"),
  protection(
    /^aws_s3_bucket_server_side_encryption_configuration$/,
    `${S3_ENCRYPTION}.sse_algorithm`,
    from("aws:kms", "aws:kms:dsse"),
    "no longer encrypts with KMS",
    "encryption",
  ),
  protection(
    /^aws_s3_bucket_server_side_encryption_configuration$/,
    `${S3_ENCRYPTION}.kms_master_key_id`,
    ownKeyGone,
    "no longer encrypts with a key of your own",
    "encryption",
  ),
  protection(
    /^aws_s3_bucket_ownership_controls$/,
    "rule.object_ownership",
    from("BucketOwnerEnforced"),
    "lets access control lists count again",
  ),
  protection(/^aws_s3_bucket_notification$/, "eventbridge", off, "no longer tells EventBridge of uploads"),
  protection(/^aws_s3_bucket$/, "object_lock_enabled", off, "no longer locks objects"),
  protection(
    /^aws_s3_bucket_object_lock_configuration$/,
    "rule.default_retention.mode",
    from("COMPLIANCE"),
    "lets some delete locked objects",
    "lock",
  ),
  protection(
    /^aws_s3_bucket_object_lock_configuration$/,
    "rule.default_retention.mode",
    gone,
    "no longer locks new objects",
    "lock",
  ),
  ...["days", "years"].map((unit) =>
    protection(
      /^aws_s3_bucket_object_lock_configuration$/,
      `rule.default_retention.${unit}`,
      lessButSome,
      "locks objects for a shorter time",
    ),
  ),
  protection(
    /^aws_dynamodb_table$/,
    "point_in_time_recovery.enabled",
    off,
    "can no longer be restored to a point in time",
  ),
  protection(
    /^aws_dynamodb_table$/,
    "point_in_time_recovery.recovery_period_in_days",
    lessButSome,
    "can be restored to fewer points in time",
  ),
  protection(
    /^aws_dynamodb_table$/,
    "server_side_encryption.enabled",
    off,
    "is no longer encrypted with KMS",
    "encryption",
  ),
  protection(
    /^aws_dynamodb_table$/,
    "server_side_encryption.kms_key_arn",
    ownKeyGone,
    "is no longer encrypted with a key of your own",
    "encryption",
  ),
  protection(/^aws_dynamodb_table$/, "ttl.attribute_name", other, "deletes items by another time of theirs"),
  protection(/^aws_dynamodb_table$/, "ttl.enabled", on, "deletes items from now on when their time is over"),
  protection(
    /^aws_dynamodb_table$/,
    "stream_enabled",
    off,
    "no longer streams its changes: whoever reads the stream gets nothing",
  ),
  protection(
    /^aws_dynamodb_table$/,
    "stream_view_type",
    other,
    "gets a new stream with other contents: whoever reads the old one gets nothing",
  ),
  protection(/^aws_kinesis_stream$/, "retention_period", less, "keeps records for a shorter time"),
  protection(/^aws_kinesis_stream$/, "encryption_type", from("KMS"), "is no longer encrypted", "encryption"),
  ...firehoseRules(),
  protection(
    /^aws_efs_backup_policy$/,
    "backup_policy.status",
    from("ENABLED"),
    "no longer makes backups of the files",
  ),
  protection(
    /^aws_ecr_repository$/,
    "image_tag_mutability",
    down("IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION", "MUTABLE"),
    "lets tags of images be moved",
  ),
  protection(
    /^aws_ecr_repository$/,
    "image_scanning_configuration.scan_on_push",
    off,
    "no longer scans images",
  ),
];

function firehoseRules(): readonly ProtectionRule[] {
  const type = /^aws_kinesis_firehose_delivery_stream$/;
  return [
    protection(type, "server_side_encryption.enabled", off, "is no longer encrypted", "encryption"),
    protection(
      type,
      "server_side_encryption.key_arn",
      gone,
      "is no longer encrypted with a key of your own",
      "encryption",
    ),
    protection(
      type,
      "extended_s3_configuration.kms_key_arn",
      gone,
      "no longer encrypts what it writes with a key of your own",
    ),
    protection(
      type,
      "extended_s3_configuration.s3_backup_mode",
      from("Enabled"),
      "no longer keeps what it got as it got it",
    ),
    protection(
      type,
      "extended_s3_configuration.cloudwatch_logging_options.enabled",
      off,
      "no longer logs deliveries that fail",
    ),
  ];
}
