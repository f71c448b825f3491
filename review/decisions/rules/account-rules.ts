import { otherLines, otherRule } from "../alarm-texts.ts";
import { type ProtectionRule, rule } from "../protection-rule.ts";
import { appears, from, gone, less, longer, more, off, other, ownKeyGone, shorter } from "../weaker.ts";

const protection = rule.bind(null, "protection");

/** What an account is watched and kept by: logs, alarms, keys, secrets, trails and backups. */
export const ACCOUNT_RULES: readonly ProtectionRule[] = [
  protection(/^aws_cloudwatch_log_group$/, "retention_in_days", shorter, "keeps logs for a shorter time"),
  protection(
    /^aws_cloudwatch_(?:metric|composite)_alarm$/,
    "actions_enabled",
    off,
    "alarms nobody any more",
    "alarm",
  ),
  protection(
    /^aws_cloudwatch_(?:metric|composite)_alarm$/,
    "alarm_actions",
    gone,
    "alarms nobody any more",
    "alarm",
  ),
  protection(
    /^aws_cloudwatch_metric_alarm$/,
    "treat_missing_data",
    from("breaching"),
    "no longer alarms when nothing is measured",
  ),
  protection(/^aws_cloudwatch_metric_alarm$/, "datapoints_to_alarm", more, "alarms later", "alarms later"),
  protection(/^aws_cloudwatch_metric_alarm$/, "period", more, "alarms later", "alarms later"),
  protection(/^aws_cloudwatch_metric_alarm$/, "evaluation_periods", more, "alarms later", "alarms later"),
  protection(
    /^aws_secretsmanager_secret$/,
    "recovery_window_in_days",
    less,
    "can be restored for a shorter time after it is deleted",
  ),
  protection(
    /^aws_secretsmanager_secret_rotation$/,
    "rotation_rules.automatically_after_days",
    more,
    "is rotated less often",
  ),
  protection(/^aws_ssm_parameter$/, "type", from("SecureString"), "is no longer encrypted", "encryption"),
  protection(
    /^aws_ssm_parameter$/,
    "key_id",
    ownKeyGone,
    "is no longer encrypted with a key of your own",
    "encryption",
  ),
  protection(
    /^aws_kms_(?:external_|replica_)?key$/,
    "deletion_window_in_days",
    less,
    "can be restored for a shorter time after it is deleted",
  ),
  protection(/^aws_kms_key$/, "enable_key_rotation", off, "is no longer rotated"),
  protection(/^aws_kms_key$/, "is_enabled", off, "is disabled: what is encrypted with it cannot be read"),
  protection(/^aws_iam_account_password_policy$/, "minimum_password_length", less, "takes shorter passwords"),
  protection(
    /^aws_xray_encryption_config$/,
    "type",
    from("KMS"),
    "no longer encrypts traces with a key of your own",
    "encryption",
  ),
  protection(/^aws_synthetics_canary$/, "start_canary", off, "is switched off: nobody sees what it saw"),
  protection(/^aws_cloudtrail$/, "enable_logging", off, "no longer records calls"),
  protection(/^aws_cloudtrail$/, "enable_log_file_validation", off, "can no longer prove its files"),
  protection(/^aws_cloudtrail$/, "is_multi_region_trail", off, "no longer records other regions"),
  protection(/^aws_guardduty_detector$/, "enable", off, "no longer watches the account"),
  protection(/^aws_config_configuration_recorder_status$/, "is_enabled", off, "no longer records changes"),
  protection(/^aws_cloudwatch_metric_alarm$/, "metric_name", other, "watches another metric", "metric"),
  protection(/^aws_cloudwatch_metric_alarm$/, "namespace", other, "watches another metric", "metric"),
  ...["statistic", "extended_statistic"].map((path) =>
    protection(/^aws_cloudwatch_metric_alarm$/, path, other, "alarms in other cases", "statistic"),
  ),
  protection(/^aws_cloudwatch_composite_alarm$/, "alarm_rule", otherRule, "alarms in other cases"),
  protection(
    /^aws_cloudwatch_composite_alarm$/,
    "actions_suppressor.alarm",
    appears,
    "alarms nobody while another alarm is on",
  ),
  protection(
    /^aws_cloudwatch_log_metric_filter$/,
    "pattern",
    otherLines,
    "counts other lines: alarms on its metric may see less",
  ),
  protection(/^aws_kms_key$/, "rotation_period_in_days", more, "is rotated less often"),
  protection(
    /^aws_kms_(?:external|replica)_key$/,
    "enabled",
    off,
    "is disabled: what is encrypted with it cannot be read",
  ),
  rule(
    "iam",
    /^aws_kms_alias$/,
    "target_key_id",
    other,
    "stands for another key, with permissions of its own",
  ),
  ...["lowercase_characters", "uppercase_characters", "numbers", "symbols"].map((kind) =>
    protection(
      /^aws_iam_account_password_policy$/,
      `require_${kind}`,
      off,
      "takes simpler passwords",
      "simpler passwords",
    ),
  ),
  protection(
    /^aws_iam_account_password_policy$/,
    "password_reuse_prevention",
    less,
    "lets old passwords be used again",
  ),
  protection(
    /^aws_iam_account_password_policy$/,
    "max_password_age",
    longer,
    "lets passwords be used for a longer time",
  ),
  protection(
    /^aws_cloudtrail$/,
    "include_global_service_events",
    off,
    "no longer records calls of services without a region, such as IAM",
  ),
  protection(
    /^aws_cloudtrail$/,
    "cloud_watch_logs_group_arn",
    gone,
    "no longer writes to CloudWatch Logs: alarms on it see nothing",
  ),
  protection(
    /^aws_cloudtrail$/,
    "event_selector.read_write_type",
    from("All"),
    "no longer records every call",
  ),
  protection(/^aws_flow_log$/, "traffic_type", from("ALL"), "no longer records all traffic"),
  protection(
    /^aws_ecr_registry_scanning_configuration$/,
    "scan_type",
    from("ENHANCED"),
    "scans images less thoroughly",
  ),
];
