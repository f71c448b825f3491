/**
 * Attributes of a resource that echo other resources: what `aws_s3_bucket_versioning` sets, the bucket shows as its `versioning`. The
 * provider's documentation of each attribute says which resource to use in its stead.
 */
export const ECHOES: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  aws_iam_role: {
    inline_policy: /^aws_iam_role_polic(?:y|ies_exclusive)$/,
    managed_policy_arns:
      /^aws_iam_(?:role_policy_attachment|policy_attachment|role_policy_attachments_exclusive)$/,
  },
  aws_s3_bucket: {
    versioning: /^aws_s3_bucket_versioning$/,
    server_side_encryption_configuration: /^aws_s3_bucket_server_side_encryption_configuration$/,
    policy: /^aws_s3_bucket_policy$/,
    lifecycle_rule: /^aws_s3_bucket_lifecycle_configuration$/,
    logging: /^aws_s3_bucket_logging$/,
    cors_rule: /^aws_s3_bucket_cors_configuration$/,
    website: /^aws_s3_bucket_website_configuration$/,
    website_domain: /^aws_s3_bucket_website_configuration$/,
    website_endpoint: /^aws_s3_bucket_website_configuration$/,
    replication_configuration: /^aws_s3_bucket_replication_configuration$/,
    acl: /^aws_s3_bucket_acl$/,
    grant: /^aws_s3_bucket_acl$/,
    acceleration_status: /^aws_s3_bucket_accelerate_configuration$/,
    request_payer: /^aws_s3_bucket_request_payment_configuration$/,
    object_lock_configuration: /^aws_s3_bucket_object_lock_configuration$/,
  },
  aws_sqs_queue: {
    policy: /^aws_sqs_queue_policy$/,
    redrive_policy: /^aws_sqs_queue_redrive_policy$/,
    redrive_allow_policy: /^aws_sqs_queue_redrive_allow_policy$/,
  },
  aws_sns_topic: { policy: /^aws_sns_topic_policy$/ },
  aws_kms_key: { policy: /^aws_kms_key_policy$/ },
  aws_secretsmanager_secret: {
    policy: /^aws_secretsmanager_secret_policy$/,
    rotation_rules: /^aws_secretsmanager_secret_rotation$/,
    rotation_enabled: /^aws_secretsmanager_secret_rotation$/,
    rotation_lambda_arn: /^aws_secretsmanager_secret_rotation$/,
  },
  aws_security_group: {
    ingress: /^aws_(?:vpc_security_group_ingress_rule|security_group_rule)$/,
    egress: /^aws_(?:vpc_security_group_egress_rule|security_group_rule)$/,
  },
  aws_default_security_group: { ingress: /^aws_security_group_rule$/, egress: /^aws_security_group_rule$/ },
  aws_route_table: { route: /^aws_route$/ },
  aws_ecr_repository: { policy: /^aws_ecr_repository_policy$/ },
  aws_iam_group: { policies: /^aws_iam_group_policy/ },
  aws_iam_policy: { attachment_count: /^aws_iam_.*attachment$/ },
  aws_ecs_cluster: {
    capacity_providers: /^aws_ecs_cluster_capacity_providers$/,
    default_capacity_provider_strategy: /^aws_ecs_cluster_capacity_providers$/,
  },
  aws_autoscaling_group: {
    load_balancers: /^aws_autoscaling_attachment$/,
    target_group_arns: /^aws_autoscaling_attachment$/,
  },
  aws_api_gateway_rest_api: { policy: /^aws_api_gateway_rest_api_policy$/ },
  aws_rds_cluster: {
    cluster_members: /^aws_rds_cluster_instance$/,
    iam_roles: /^aws_rds_cluster_role_association$/,
  },
  aws_db_instance: { replicas: /^aws_db_instance$/ },
  aws_efs_file_system: { number_of_mount_targets: /^aws_efs_mount_target$/ },
};
