import { type ProtectionRule, rule } from "../protection-rule.ts";
import { otherMajorVersion } from "../versions.ts";
import { down, from, gone, less, off, on } from "../weaker.ts";

const protection = rule.bind(null, "protection");

const DATABASES = /^aws_(?:db_instance|rds_cluster|docdb_cluster|neptune_cluster)$/;
const CACHES = /^aws_(?:elasticache_(?:replication_group|cluster)|memorydb_cluster)$/;
const MSK = /^aws_msk_cluster$/;

/** Databases, caches, search and brokers. */
export const DATABASE_RULES: readonly ProtectionRule[] = [
  protection(DATABASES, "backup_retention_period", less, "keeps backups for a shorter time"),
  protection(DATABASES, "iam_database_authentication_enabled", off, "no longer asks IAM who connects"),
  protection(DATABASES, "delete_automated_backups", on, "loses its backups when it is deleted"),
  protection(
    /^aws_(?:opensearch|elasticsearch)_domain$/,
    "node_to_node_encryption.enabled",
    off,
    "no longer encrypts what its nodes send each other",
  ),
  protection(
    /^aws_(?:opensearch|elasticsearch)_domain$/,
    "domain_endpoint_options.enforce_https",
    off,
    "can be called without encryption",
  ),
  protection(
    /^aws_(?:opensearch|elasticsearch)_domain$/,
    "advanced_security_options.enabled",
    off,
    "no longer asks who may see what",
  ),
  protection(
    /^aws_(?:opensearch|elasticsearch)_domain$/,
    "cluster_config.zone_awareness_enabled",
    off,
    "no longer has nodes in another zone",
  ),
  protection(
    DATABASES,
    "manage_master_user_password",
    off,
    "no longer keeps and rotates its password in Secrets Manager",
  ),
  protection(
    DATABASES,
    "engine_version",
    otherMajorVersion,
    "moves to another major version, from which there is no way back",
  ),
  protection(/^aws_rds_cluster$/, "backtrack_window", less, "can be turned back for a shorter time"),
  protection(CACHES, "automatic_failover_enabled", off, "no longer has a replica that takes over", "standby"),
  protection(CACHES, "multi_az_enabled", off, "no longer has a standby in another zone", "standby"),
  protection(CACHES, "snapshot_retention_limit", less, "keeps backups for a shorter time"),
  protection(
    CACHES,
    "transit_encryption_mode",
    from("required"),
    "can be called without encryption",
    "transit",
  ),
  protection(CACHES, "tls_enabled", off, "can be called without encryption"),
  rule("public", CACHES, "auth_token", gone, "no longer asks for a password"),
  protection(
    MSK,
    "encryption_info.encryption_in_transit.client_broker",
    down("TLS", "TLS_PLAINTEXT", "PLAINTEXT"),
    "can be called without encryption",
  ),
  protection(
    MSK,
    "encryption_info.encryption_in_transit.in_cluster",
    off,
    "no longer encrypts what its brokers send each other",
  ),
  ...[
    ["cloudwatch_logs", "CloudWatch"],
    ["firehose", "Firehose"],
    ["s3", "S3"],
  ].map(([block, place]) =>
    protection(
      MSK,
      `logging_info.broker_logs.${block}.enabled`,
      off,
      `no longer writes its logs to ${place}`,
    ),
  ),
  protection(/^aws_db_proxy$/, "require_tls", off, "can be called without encryption"),
];
