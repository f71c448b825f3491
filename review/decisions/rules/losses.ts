import { SERVICE_LOSSES } from "./service-losses.ts";

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

const rows = (kind: Loss["kind"], list: readonly Row[]): readonly Loss[] =>
  list.map(([type, text]) => ({ type, text, kind }));

/** By types of the AWS provider; of two that fit, the first counts. */
export const LOSSES: readonly Loss[] = [
  ...rows("data", DATA),
  ...rows("place", PLACES),
  ...rows("name", NAMES),
  ...rows("service", SERVICE_LOSSES),
];
