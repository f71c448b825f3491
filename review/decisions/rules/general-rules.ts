import { type ProtectionRule, rule } from "../protection-rule.ts";
import { gone, keyOfAwsGone, off, on, ownKeyGone, to } from "../weaker.ts";

const protection = rule.bind(null, "protection");
const ANY = /^aws_/;

/** Attributes that mean the same wherever the AWS provider has them. */
export const GENERAL_RULES: readonly ProtectionRule[] = [
  ...[
    "kms_key_id",
    "kms_key_arn",
    "kms_master_key_id",
    "kms_key_identifier",
    "sse_specification.kms_master_key_id",
    "encryption_configuration.kms_key_id",
  ].flatMap((path) => [
    protection(ANY, path, ownKeyGone, "is no longer encrypted with a key of your own", "encryption"),
    protection(ANY, path, keyOfAwsGone, "is no longer encrypted with KMS", "encryption"),
  ]),
  ...["storage_encrypted", "encrypted", "encrypt_at_rest.enabled", "sqs_managed_sse_enabled"].map((path) =>
    protection(ANY, path, off, "is no longer encrypted", "encryption"),
  ),
  protection(ANY, "at_rest_encryption_enabled", off, "is no longer encrypted"),
  protection(ANY, "transit_encryption_enabled", off, "can be called without encryption"),
  ...[
    "deletion_protection",
    "deletion_protection_enabled",
    "enable_deletion_protection",
    "termination_protection",
    "disable_api_termination",
  ].map((path) => protection(ANY, path, off, "is no longer protected against deletion")),
  protection(ANY, "deletion_protection", to("INACTIVE"), "is no longer protected against deletion"),
  protection(ANY, "multi_az", off, "no longer has a standby in another zone"),
  ...["force_destroy", "force_delete"].map((path) =>
    protection(ANY, path, on, "may be deleted with all that is in it"),
  ),
  protection(ANY, "skip_final_snapshot", on, "is deleted without a last snapshot"),
  protection(ANY, "skip_destroy", off, "is deleted when it is replaced"),
  protection(ANY, "enabled_cloudwatch_logs_exports", gone, "no longer writes logs"),
];
