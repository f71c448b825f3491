import assert from "node:assert/strict";
import { ruleLines } from "./rule-lines.ts";

describe("the rules about databases", () => {
  for (const [type, before, after, said] of [
    [
      "aws_rds_cluster",
      { manage_master_user_password: true },
      { manage_master_user_password: null },
      [
        "protection: aws_rds_cluster.x no longer keeps and rotates its password in Secrets Manager (manage_master_user_password: true → none).",
      ],
    ],
    [
      "aws_db_instance",
      { engine_version: "14.9" },
      { engine_version: "16.3" },
      [
        "protection: aws_db_instance.x moves to another major version, from which there is no way back (engine_version: 14.9 → 16.3).",
      ],
    ],
    [
      "aws_rds_cluster",
      { backtrack_window: 86400 },
      { backtrack_window: 0 },
      ["protection: aws_rds_cluster.x can be turned back for a shorter time (backtrack_window: 86400 → 0)."],
    ],
    [
      "aws_elasticache_replication_group",
      { automatic_failover_enabled: true, multi_az_enabled: true },
      { automatic_failover_enabled: false, multi_az_enabled: false },
      [
        "protection: aws_elasticache_replication_group.x no longer has a replica that takes over (automatic_failover_enabled: true → false).",
      ],
    ],
    [
      "aws_elasticache_replication_group",
      { at_rest_encryption_enabled: "true" },
      { at_rest_encryption_enabled: "false" },
      [
        "protection: aws_elasticache_replication_group.x is no longer encrypted (at_rest_encryption_enabled: true → false).",
      ],
    ],
    [
      "aws_elasticache_cluster",
      { snapshot_retention_limit: 7 },
      { snapshot_retention_limit: 0 },
      [
        "protection: aws_elasticache_cluster.x keeps backups for a shorter time (snapshot_retention_limit: 7 → 0).",
      ],
    ],
    [
      "aws_elasticache_replication_group",
      { transit_encryption_mode: "required" },
      { transit_encryption_mode: "preferred" },
      [
        "protection: aws_elasticache_replication_group.x can be called without encryption (transit_encryption_mode: required → preferred).",
      ],
    ],
    [
      "aws_elasticache_replication_group",
      { auth_token: "hidden-words" },
      { auth_token: null },
      [
        "public: aws_elasticache_replication_group.x no longer asks for a password (auth_token: (secret) → none).",
      ],
    ],
    [
      "aws_memorydb_cluster",
      { tls_enabled: true },
      { tls_enabled: false },
      ["protection: aws_memorydb_cluster.x can be called without encryption (tls_enabled: true → false)."],
    ],
    [
      "aws_msk_cluster",
      { encryption_info: [{ encryption_in_transit: [{ client_broker: "TLS" }] }] },
      { encryption_info: [{ encryption_in_transit: [{ client_broker: "PLAINTEXT" }] }] },
      [
        "protection: aws_msk_cluster.x can be called without encryption (encryption_info.encryption_in_transit.client_broker: TLS → PLAINTEXT).",
      ],
    ],
    [
      "aws_msk_cluster",
      { encryption_info: [{ encryption_in_transit: [{ in_cluster: true }] }] },
      { encryption_info: [{ encryption_in_transit: [{ in_cluster: false }] }] },
      [
        "protection: aws_msk_cluster.x no longer encrypts what its brokers send each other (encryption_info.encryption_in_transit.in_cluster: true → false).",
      ],
    ],
    [
      "aws_msk_cluster",
      { logging_info: [{ broker_logs: [{ s3: [{ enabled: true }] }] }] },
      { logging_info: [{ broker_logs: [{ s3: [{ enabled: false }] }] }] },
      [
        "protection: aws_msk_cluster.x no longer writes its logs to S3 (logging_info.broker_logs.s3.enabled: true → false).",
      ],
    ],
    [
      "aws_db_proxy",
      { require_tls: true },
      { require_tls: false },
      ["protection: aws_db_proxy.x can be called without encryption (require_tls: true → false)."],
    ],
    [
      "aws_rds_cluster",
      { serverlessv2_scaling_configuration: [{ min_capacity: 2 }] },
      { serverlessv2_scaling_configuration: [{ min_capacity: 0.5 }] },
      [
        "capacity: aws_rds_cluster.x keeps less capacity ready (serverlessv2_scaling_configuration.min_capacity: 2 → 0.5).",
      ],
    ],
    [
      "aws_db_instance",
      { iops: 3000, max_allocated_storage: 1000 },
      { iops: 1000, max_allocated_storage: 100 },
      [
        "capacity: aws_db_instance.x reads and writes its storage less often (iops: 3000 → 1000).",
        "capacity: aws_db_instance.x can grow less (max_allocated_storage: 1000 → 100).",
      ],
    ],
    [
      "aws_db_instance",
      { instance_class: "db.r6g.2xlarge" },
      { instance_class: "db.r6g.xlarge" },
      [
        "capacity: aws_db_instance.x runs on smaller machines (instance_class: db.r6g.2xlarge → db.r6g.xlarge).",
      ],
    ],
    [
      "aws_elasticache_cluster",
      { node_type: "cache.r6g.large", num_cache_nodes: 3 },
      { node_type: "cache.t4g.micro", num_cache_nodes: 1 },
      [
        "capacity: aws_elasticache_cluster.x runs on smaller machines (node_type: cache.r6g.large → cache.t4g.micro).",
        "capacity: aws_elasticache_cluster.x has fewer nodes (num_cache_nodes: 3 → 1).",
      ],
    ],
  ] as const) {
    it(said.join(" "), () => assert.deepEqual(ruleLines(type, before, after), said));
  }

  it("ask nothing of a database that gets a newer minor version", () => {
    assert.deepEqual(
      ruleLines("aws_db_instance", { engine_version: "16.2" }, { engine_version: "16.3" }),
      [],
    );
  });

  it("ask nothing of a database that moves to newer machines of the same size", () => {
    assert.deepEqual(
      ruleLines("aws_db_instance", { instance_class: "db.r5.xlarge" }, { instance_class: "db.r6g.xlarge" }),
      [],
    );
  });
});
