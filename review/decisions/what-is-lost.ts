import type { ResourceChange } from "../plan/plan.ts";

/** What goes with an object when it is destroyed. */
interface Loss {
  readonly type: RegExp;
  readonly text: string;
  /** True for what holds data that nothing can bring back. */
  readonly data: boolean;
}

const LOSSES: readonly Loss[] = [
  { type: /^aws_s3_(?:directory_)?bucket$/, text: "all objects in it are lost", data: true },
  { type: /^aws_s3_object$/, text: "the object is lost", data: true },
  { type: /^aws_sqs_queue$/, text: "the messages in it are lost", data: true },
  { type: /^aws_dynamodb_(?:table|global_table)$/, text: "all its items are lost", data: true },
  { type: /^aws_dynamodb_table_item$/, text: "the item is lost", data: true },
  { type: /^aws_kinesis_stream$/, text: "the records in it are lost", data: true },
  { type: /^aws_kinesis_firehose_delivery_stream$/, text: "what it has not delivered is lost", data: true },
  { type: /^aws_cloudwatch_log_group$/, text: "its logs are lost", data: true },
  { type: /^aws_cloudwatch_event_archive$/, text: "the archived events are lost", data: true },
  {
    type: /^aws_(?:db_instance|rds_cluster|docdb_cluster|neptune_cluster|redshift_cluster|redshiftserverless_namespace|timestreamwrite_(?:database|table)|memorydb_cluster|keyspaces_(?:table|keyspace))$/,
    text: "all data in it is lost",
    data: true,
  },
  {
    type: /^aws_(?:rds_cluster_instance|docdb_cluster_instance|neptune_cluster_instance)$/,
    text: "one instance of the cluster less",
    data: false,
  },
  {
    type: /^aws_(?:opensearch_domain|elasticsearch_domain|opensearchserverless_collection|elasticache_(?:cluster|replication_group|serverless_cache))$/,
    text: "all data in it is lost",
    data: true,
  },
  {
    type: /^aws_(?:efs_file_system|fsx_.*_file_system|ebs_volume)$/,
    text: "all files in it are lost",
    data: true,
  },
  {
    type: /^aws_(?:ebs_snapshot|db_snapshot|db_cluster_snapshot|ami|backup_vault)$/,
    text: "the backups are lost",
    data: true,
  },
  { type: /^aws_backup_(?:plan|selection)$/, text: "backups are no longer made", data: false },
  { type: /^aws_ecr_repository$/, text: "all images in it are lost", data: true },
  { type: /^aws_codecommit_repository$/, text: "its history is lost", data: true },
  { type: /^aws_kms_key$/, text: "what is encrypted with it can never be read again", data: true },
  { type: /^aws_secretsmanager_secret(?:_version)?$/, text: "the secret value is lost", data: true },
  { type: /^aws_ssm_parameter$/, text: "its value is lost", data: true },
  { type: /^aws_cognito_user_pool$/, text: "all its users are lost", data: true },
  { type: /^aws_sns_topic$/, text: "its subscriptions end", data: false },
  { type: /^aws_sns_topic_subscription$/, text: "messages no longer reach the subscriber", data: false },
  { type: /^aws_lambda_permission$/, text: "nobody else may call the function by it", data: false },
  { type: /^aws_lambda_function$/, text: "callers of the function fail", data: false },
  { type: /^aws_lambda_function_url$/, text: "its address is lost; a new one differs", data: false },
  { type: /^aws_lambda_alias$/, text: "callers of the alias fail", data: false },
  {
    type: /^aws_lambda_event_source_mapping$/,
    text: "the function no longer reads from the source",
    data: false,
  },
  {
    type: /^aws_lambda_layer_version$/,
    text: "functions that use this version cannot be changed without moving on",
    data: false,
  },
  {
    type: /^aws_sfn_state_machine$/,
    text: "running executions are stopped, and their history is lost",
    data: true,
  },
  { type: /^aws_sfn_activity$/, text: "tasks that wait for it fail", data: false },
  { type: /^aws_cloudwatch_event_bus$/, text: "events sent to it are lost", data: false },
  { type: /^aws_cloudwatch_event_rule$/, text: "its events no longer reach any target", data: false },
  {
    type: /^aws_cloudwatch_event_target$/,
    text: "the rule's events no longer reach the target",
    data: false,
  },
  { type: /^aws_(?:scheduler_schedule|pipes_pipe)$/, text: "it no longer runs", data: false },
  { type: /^aws_cloudwatch_metric_alarm$/, text: "nobody is alarmed any more", data: false },
  { type: /^aws_s3_bucket_public_access_block$/, text: "the bucket can be made public", data: false },
  {
    type: /^aws_s3_account_public_access_block$/,
    text: "buckets of the account can be made public",
    data: false,
  },
  {
    type: /^aws_s3_bucket_server_side_encryption_configuration$/,
    text: "new objects are encrypted by the default of S3 only",
    data: false,
  },
  {
    type: /^aws_s3_bucket_versioning$/,
    text: "overwritten and deleted objects are no longer kept",
    data: false,
  },
  { type: /^aws_s3_bucket_(?:logging)$/, text: "access to the bucket is no longer logged", data: false },
  { type: /^aws_s3_bucket_notification$/, text: "uploads no longer start anything", data: false },
  { type: /^aws_s3_bucket_policy$/, text: "what the policy denied is no longer denied", data: false },
  {
    type: /^aws_sqs_queue_redrive_policy$/,
    text: "failed messages no longer go to a dead-letter queue",
    data: false,
  },
  {
    type: /^aws_(?:sqs_queue_policy|sns_topic_policy|.*_resource_policy|.*_repository_policy)$/,
    text: "what it allowed is no longer allowed",
    data: false,
  },
  { type: /^aws_cloudtrail$/, text: "calls of the account are no longer recorded", data: false },
  {
    type: /^aws_(?:guardduty_detector|config_configuration_recorder|securityhub_account)$/,
    text: "the account is no longer watched",
    data: false,
  },
  { type: /^aws_wafv2_web_acl(?:_association)?$/, text: "requests are no longer filtered", data: false },
  {
    type: /^aws_(?:apigatewayv2_api|api_gateway_rest_api)$/,
    text: "its address is lost; a new one differs",
    data: false,
  },
  { type: /^aws_cloudfront_distribution$/, text: "its address is lost; a new one differs", data: false },
  {
    type: /^aws_route53_zone$/,
    text: "all its records are lost, and a new zone has other name servers",
    data: true,
  },
  { type: /^aws_route53_record$/, text: "the name is no longer found", data: false },
  { type: /^aws_iam_role$/, text: "whoever uses the role is refused", data: false },
  {
    type: /^aws_iam_(?:role_policy|policy|role_policy_attachment|policy_attachment|user_policy|group_policy|user_policy_attachment|group_policy_attachment)$/,
    text: "what it allowed is no longer allowed",
    data: false,
  },
  {
    type: /^aws_(?:instance|ecs_service|ecs_cluster|eks_cluster|lb|alb|nat_gateway)$/,
    text: "what runs on it stops",
    data: false,
  },
  {
    type: /^aws_(?:eip|vpc|subnet|security_group|route_table|vpc_endpoint)$/,
    text: "what is connected to it loses its connection",
    data: false,
  },
];

/** What is lost with an object, as it reads after "is destroyed:"; undefined for a type that holds nothing known. */
export const lossOf = (
  change: ResourceChange,
): { readonly text: string; readonly data: boolean } | undefined =>
  LOSSES.find(({ type }) => type.test(change.type));

/** Whether the object that there was stays, though Terraform lets go of it. */
export const keepsOld = (change: ResourceChange): boolean => change.before?.skip_destroy === true;
