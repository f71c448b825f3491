/** What goes with an object when it is destroyed. */
export interface Loss {
  readonly type: RegExp;
  readonly text: string;
  /**
   * `data`: nothing can bring it back. `place`: a new object is another one for those outside. `name`: a new one serves again, if it has
   * the name. `service`: a new one serves again.
   */
  readonly kind: "data" | "place" | "name" | "service";
}

type Row = readonly [type: RegExp, text: string];

const DATA: readonly Row[] = [
  [/^aws_s3_(?:directory_)?bucket$/, "all objects in it are lost"],
  [/^aws_s3_(?:bucket_)?object$/, "the object is lost"],
  [/^aws_sqs_queue$/, "the messages in it are lost"],
  [/^aws_dynamodb_(?:table|global_table)$/, "all its items are lost"],
  [/^aws_dynamodb_table_replica$/, "the copy in its region is lost"],
  [/^aws_dynamodb_table_item$/, "the item is lost"],
  [/^aws_kinesis_stream$/, "the records in it are lost"],
  [/^aws_mq_broker$/, "the messages in it are lost"],
  [/^aws_kinesis_firehose_delivery_stream$/, "what it has not delivered is lost"],
  [/^aws_cloudwatch_log_(?:group|stream)$/, "its logs are lost"],
  [/^aws_cloudwatch_event_archive$/, "the archived events are lost"],
  [
    /^aws_(?:db_instance|rds_cluster|docdb_cluster|neptune_cluster|redshift_cluster|redshiftserverless_namespace|timestreamwrite_(?:database|table)|memorydb_cluster|keyspaces_(?:table|keyspace)|dsql_cluster)$/,
    "all data in it is lost",
  ],
  [
    /^aws_(?:opensearch_domain|elasticsearch_domain|opensearchserverless_collection|elasticache_(?:cluster|replication_group|serverless_cache)|msk_cluster|msk_serverless_cluster)$/,
    "all data in it is lost",
  ],
  [
    /^aws_(?:s3tables_(?:table|table_bucket)|s3vectors_(?:index|vector_bucket)|glue_catalog_(?:database|table))$/,
    "all that is in it is lost",
  ],
  [/^aws_(?:efs_file_system|fsx_.*_file_system|ebs_volume)$/, "all files in it are lost"],
  [/^aws_(?:ebs_snapshot|db_snapshot|db_cluster_snapshot|ami|backup_vault)$/, "the backups are lost"],
  [/^aws_ecr_repository$/, "all images in it are lost"],
  [/^aws_codecommit_repository$/, "its history is lost"],
  [/^aws_kms_(?:external_|replica_)?key$/, "what is encrypted with it can never be read again"],
  [/^aws_secretsmanager_secret$/, "the secret value is lost"],
  [/^aws_ssm_parameter$/, "its value is lost"],
  [/^aws_(?:appconfig_application|appconfig_hosted_configuration_version)$/, "its configuration is lost"],
  [/^aws_cognito_user_pool$/, "all its users are lost"],
  [/^aws_cognito_user$/, "the user is lost"],
  [/^aws_cognito_identity_pool$/, "its identities are lost"],
  [/^aws_sfn_state_machine$/, "running executions are stopped, and their history is lost"],
  [/^aws_route53_zone$/, "all its records are lost, and a new zone has other name servers"],
];

const PLACES: readonly Row[] = [
  [/^aws_lambda_function_url$/, "its address is lost; a new one differs"],
  [
    /^aws_(?:apigatewayv2_api|api_gateway_rest_api|appsync_graphql_api|appsync_api)$/,
    "its address is lost; a new one differs",
  ],
  [/^aws_cloudfront_distribution$/, "its address is lost; a new one differs"],
  [/^aws_cognito_user_pool_client$/, "applications that use its id cannot sign in; a new one differs"],
  [/^aws_(?:api_gateway_api_key|appsync_api_key)$/, "whoever has the key is refused; a new one differs"],
  [/^aws_iam_access_key$/, "whoever has the key is refused; a new one differs"],
  [/^aws_lambda_layer_version$/, "functions that use this version cannot be changed without moving on"],
  [/^aws_sns_topic$/, "its subscriptions end"],
];

const NAMES: readonly Row[] = [
  [/^aws_lambda_function$/, "callers of the function fail"],
  [/^aws_(?:lambda|sfn)_alias$/, "callers of the alias fail"],
  [/^aws_sfn_activity$/, "tasks that wait for it fail"],
  [/^aws_cloudwatch_event_bus$/, "events sent to it are lost"],
  [/^aws_kms_alias$/, "whoever uses the key by this name fails"],
  [/^aws_iam_role$/, "whoever uses the role is refused"],
  [/^aws_iam_user$/, "whoever signs in as the user is refused"],
  [/^aws_(?:ses_(?:domain|email)_identity|sesv2_email_identity)$/, "mail can no longer be sent from it"],
  [/^aws_route53_record$/, "the name is no longer found"],
  [/^aws_cognito_user_pool_domain$/, "the pages to sign in are gone"],
  [
    /^aws_(?:apigatewayv2_(?:domain_name|api_mapping)|api_gateway_(?:domain_name|base_path_mapping))$/,
    "callers by its own domain fail",
  ],
];

const SERVICES: readonly Row[] = [
  [
    /^aws_(?:rds_cluster_instance|docdb_cluster_instance|neptune_cluster_instance)$/,
    "one instance of the cluster less",
  ],
  [/^aws_(?:backup_(?:plan|selection)|efs_backup_policy)$/, "backups are no longer made"],
  [/^aws_sns_topic_subscription$/, "messages no longer reach the subscriber"],
  [/^aws_lambda_layer_version_permission$/, "whoever used the layer by it cannot take it any more"],
  [/^aws_(?:sns_topic|cloudwatch_log)_data_protection_policy$/, "personal data in it is no longer held back"],
  [/^aws_lambda_permission$/, "nobody else may call the function by it"],
  [/^aws_kinesis_stream_consumer$/, "whoever reads the stream by it gets nothing"],
  [/^aws_(?:apigatewayv2|api_gateway)_integration$/, "calls of its routes fail"],
  [/^aws_lambda_event_source_mapping$/, "the function no longer reads from the source"],
  [
    /^aws_lambda_function_event_invoke_config$/,
    "failed events are retried by AWS's defaults, and go nowhere then",
  ],
  [/^aws_lambda_provisioned_concurrency_config$/, "no environments are kept warm"],
  [
    /^aws_lambda_function_recursion_config$/,
    "a function that calls itself without end is stopped by AWS's default",
  ],
  [/^aws_lambda_code_signing_config$/, "unsigned code is taken"],
  [/^aws_appautoscaling_(?:target|policy|scheduled_action)$/, "it no longer grows and shrinks with its use"],
  [/^aws_cloudwatch_event_rule$/, "its events no longer reach any target"],
  [/^aws_cloudwatch_event_target$/, "the rule's events no longer reach the target"],
  [/^aws_cloudwatch_event_(?:api_destination|connection)$/, "events that go to it no longer arrive"],
  [/^aws_cloudwatch_event_(?:permission|bus_policy)$/, "whom it let send events is refused"],
  [/^aws_(?:scheduler_schedule|pipes_pipe)$/, "it no longer runs"],
  [/^aws_scheduler_schedule_group$/, "all schedules in it are deleted"],
  [/^aws_cloudwatch_(?:metric|composite)_alarm$/, "nobody is alarmed any more"],
  [/^aws_cloudwatch_log_metric_filter$/, "alarms on its metric see nothing any more"],
  [/^aws_cloudwatch_log_subscription_filter$/, "logs are no longer passed on"],
  [/^aws_s3_bucket_public_access_block$/, "the bucket can be made public"],
  [/^aws_s3_account_public_access_block$/, "buckets of the account can be made public"],
  [
    /^aws_s3_bucket_server_side_encryption_configuration$/,
    "new objects are encrypted by the default of S3 only",
  ],
  [/^aws_s3_bucket_versioning$/, "overwritten and deleted objects are no longer kept"],
  [/^aws_s3_bucket_logging$/, "access to the bucket is no longer logged"],
  [/^aws_s3_bucket_notification$/, "uploads no longer start anything"],
  [/^aws_s3_bucket_policy$/, "what the policy denied is no longer denied"],
  [/^aws_s3_bucket_replication_configuration$/, "objects are no longer copied"],
  [/^aws_s3_bucket_object_lock_configuration$/, "new objects are no longer locked"],
  [
    /^aws_s3_bucket_lifecycle_configuration$/,
    "objects and old versions are no longer deleted or moved by age",
  ],
  [/^aws_s3_bucket_cors_configuration$/, "pages of other sites can no longer call the bucket"],
  [/^aws_s3_bucket_ownership_controls$/, "access control lists count by the default of S3"],
  [/^aws_s3_bucket_website_configuration$/, "the website is no longer served"],
  [/^aws_sqs_queue_redrive_policy$/, "failed messages no longer go to a dead-letter queue"],
  [
    /^aws_dynamodb_(?:kinesis_streaming_destination|contributor_insights)$/,
    "its changes are no longer passed on or counted",
  ],
  [
    /^aws_(?:sqs_queue_policy|sns_topic_policy|.*_resource_policy|.*_repository_policy|secretsmanager_secret_policy|kms_key_policy|kms_grant|efs_file_system_policy)$/,
    "what it allowed is no longer allowed",
  ],
  [/^aws_secretsmanager_secret_version$/, "nobody can read its value any more"],
  [/^aws_secretsmanager_secret_rotation$/, "the secret is no longer rotated"],
  [/^aws_cloudtrail$/, "calls of the account are no longer recorded"],
  [/^aws_flow_log$/, "traffic is no longer recorded"],
  [/^aws_budgets_budget$/, "nobody is told of costs any more"],
  [
    /^aws_(?:guardduty_detector|config_configuration_recorder|securityhub_account|accessanalyzer_analyzer)$/,
    "the account is no longer watched",
  ],
  [/^aws_wafv2_web_acl(?:_association)?$/, "requests are no longer filtered"],
  [/^aws_(?:apigatewayv2|api_gateway)_stage$/, "callers of the stage fail"],
  [/^aws_(?:apigatewayv2_route|api_gateway_(?:resource|method))$/, "callers of the route fail"],
  [/^aws_(?:apigatewayv2|api_gateway)_authorizer$/, "nobody says any more who may call"],
  [/^aws_api_gateway_usage_plan(?:_key)?$/, "its keys are refused, and nothing limits them"],
  [/^aws_api_gateway_method_settings$/, "its logs and limits are the defaults again"],
  [/^aws_acm_certificate$/, "what shows it can no longer be called by HTTPS"],
  [/^aws_route53_health_check$/, "nobody sees any more whether it works"],
  [/^aws_iam_openid_connect_provider$/, "whoever comes with its tokens is refused"],
  [
    /^aws_iam_(?:role_policy|policy|role_policy_attachment|policy_attachment|user_policy|group_policy|user_policy_attachment|group_policy_attachment)$/,
    "what it allowed is no longer allowed",
  ],
  [/^aws_(?:instance|ecs_service|ecs_cluster|eks_cluster|lb|alb|nat_gateway)$/, "what runs on it stops"],
  [/^aws_efs_(?:mount_target|access_point)$/, "whoever uses the files by it loses them"],
  [
    /^aws_(?:eip|vpc|subnet|security_group|route_table|vpc_endpoint)$/,
    "what is connected to it loses its connection",
  ],
];

const rows = (kind: Loss["kind"], list: readonly Row[]): readonly Loss[] =>
  list.map(([type, text]) => ({ type, text, kind }));

/** By types of the AWS provider; of two that fit, the first counts. */
export const LOSSES: readonly Loss[] = [
  ...rows("data", DATA),
  ...rows("place", PLACES),
  ...rows("name", NAMES),
  ...rows("service", SERVICES),
];
