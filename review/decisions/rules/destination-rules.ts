/** An attribute that names somebody or something which may belong to another account. */
export interface DestinationRule {
  readonly type: RegExp;
  /** See `valuesAt`. */
  readonly path: string;
  /** What happens with the other account, as it reads before `another account`. */
  readonly text: string;
  /** Whether it counts for something new too: there it may be what it is made for. */
  readonly evenNew: boolean;
}

const to = (type: RegExp, path: string, text: string): DestinationRule => ({
  ...{ type, path, text },
  evenNew: true,
});

/** Where data goes, and who is let in, apart from policies, by attribute names of the AWS provider. */
export const DESTINATION_RULES: readonly DestinationRule[] = [
  to(/^aws_cloudwatch_event_target$/, "arn", "sends events to"),
  to(/^aws_scheduler_schedule$/, "target.arn", "calls"),
  to(/^aws_pipes_pipe$/, "target", "sends what it reads to"),
  to(/^aws_sns_topic_subscription$/, "endpoint", "sends messages to"),
  { type: /^aws_lambda_function$/, path: "layers", text: "runs code in a layer of", evenNew: false },
  { type: /^aws_lambda_function$/, path: "image_uri", text: "runs an image of", evenNew: false },
  to(/^aws_lambda_function$/, "dead_letter_config.target_arn", "sends failed events to"),
  ...["on_success", "on_failure"].map((when) =>
    to(
      /^aws_lambda_function_event_invoke_config$/,
      `destination_config.${when}.destination`,
      "sends events to",
    ),
  ),
  to(
    /^aws_lambda_event_source_mapping$/,
    "destination_config.on_failure.destination_arn",
    "sends failed records to",
  ),
  to(/^aws_cloudwatch_log_subscription_filter$/, "destination_arn", "passes logs on to"),
  to(/^aws_cloudwatch_log_account_policy$/, "policy_document.DestinationArn", "passes logs on to"),
  to(/^aws_oam_link$/, "sink_identifier", "shows metrics and logs to"),
  to(/^aws_s3_bucket_replication_configuration$/, "rule.destination.account", "copies objects to"),
  to(/^aws_s3_bucket_inventory$/, "destination.bucket.account_id", "lists its objects to"),
  to(
    /^aws_s3_bucket_analytics_configuration$/,
    "storage_class_analysis.data_export.destination.s3_bucket_destination.bucket_account_id",
    "tells of its objects to",
  ),
  to(
    /^aws_ecr_replication_configuration$/,
    "replication_configuration.rule.destination.registry_id",
    "copies images to",
  ),
  to(/^aws_backup_plan$/, "rule.copy_action.destination_vault_arn", "copies backups to"),
  to(/^aws_kms_grant$/, "grantee_principal", "lets its key be used by"),
  to(/^aws_ram_(?:principal_association|resource_share)$/, "principal", "shares resources with"),
  to(/^aws_ami_launch_permission$/, "account_id", "shares the image with"),
  to(/^aws_snapshot_create_volume_permission$/, "account_id", "shares the snapshot with"),
  to(/^aws_db_(?:cluster_)?snapshot$/, "shared_accounts", "shares the snapshot with"),
  to(/^aws_ssm_document$/, "permissions.account_ids", "shares the document with"),
  to(/^aws_vpc_endpoint_service$/, "allowed_principals", "lets itself be reached by"),
  to(
    /^aws_vpc_endpoint_service_allowed_principal$/,
    "principal_arn",
    "lets the endpoint service be reached by",
  ),
  to(/^aws_vpc_peering_connection$/, "peer_owner_id", "connects its network with"),
  to(/^aws_lakeformation_permissions$/, "principal", "lets its data be read by"),
];
