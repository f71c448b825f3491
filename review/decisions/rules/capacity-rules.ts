import { smallerMachine } from "../machine-size.ts";
import { type ProtectionRule, rule } from "../protection-rule.ts";
import { aboveZero, from, less, lessButSome, off, tighter, zero } from "../weaker.ts";

const capacity = rule.bind(null, "capacity");

/** Memory, time, concurrency and throughput, by attribute names of the AWS provider. */
export const CAPACITY_RULES: readonly ProtectionRule[] = [
  capacity(/^aws_lambda_function$/, "memory_size", less, "gets less memory"),
  capacity(/^aws_lambda_function$/, "timeout", less, "gets less time"),
  capacity(
    /^aws_lambda_function$/,
    "reserved_concurrent_executions",
    zero,
    "does not run any more: no concurrency is left to it",
  ),
  capacity(
    /^aws_lambda_function$/,
    "reserved_concurrent_executions",
    aboveZero,
    "may run less often at the same time",
  ),
  capacity(
    /^aws_lambda_function$/,
    "snap_start.apply_on",
    from("PublishedVersions"),
    "no longer starts from a snapshot: its first calls take longer",
  ),
  capacity(/^aws_lambda_function$/, "ephemeral_storage.size", less, "gets a smaller /tmp"),
  capacity(
    /^aws_lambda_provisioned_concurrency_config$/,
    "provisioned_concurrent_executions",
    less,
    "keeps fewer environments warm",
  ),
  capacity(
    /^aws_lambda_event_source_mapping$/,
    "scaling_config.maximum_concurrency",
    tighter,
    "lets fewer functions read at the same time",
  ),
  capacity(
    /^aws_lambda_event_source_mapping$/,
    "parallelization_factor",
    less,
    "reads fewer batches of a shard at the same time",
  ),
  ...["kinesis_stream_parameters", "dynamodb_stream_parameters"].map((source) =>
    capacity(
      /^aws_pipes_pipe$/,
      `source_parameters.${source}.parallelization_factor`,
      less,
      "reads fewer batches of a shard at the same time",
    ),
  ),
  capacity(
    /^aws_cloudwatch_event_api_destination$/,
    "invocation_rate_limit_per_second",
    less,
    "is called less often",
  ),
  capacity(/^aws_sqs_queue$/, "max_message_size", less, "takes smaller messages only"),
  capacity(/^aws_dynamodb_table$/, "billing_mode", from("PAY_PER_REQUEST"), "no longer grows with its use"),
  capacity(/^aws_dynamodb_table$/, "read_capacity", less, "can be read less often"),
  capacity(/^aws_dynamodb_table$/, "write_capacity", less, "can be written less often"),
  ...["read", "write"].map((kind) =>
    capacity(
      /^aws_dynamodb_table$/,
      `on_demand_throughput.max_${kind}_request_units`,
      tighter,
      `can be ${kind === "read" ? "read" : "written"} less often`,
    ),
  ),
  ...["burst", "rate"].flatMap((kind) => [
    capacity(
      /^aws_apigatewayv2_stage$/,
      `default_route_settings.throttling_${kind}_limit`,
      less,
      "takes fewer requests",
      "throttle",
    ),
    capacity(
      /^aws_api_gateway_method_settings$/,
      `settings.throttling_${kind}_limit`,
      tighter,
      "takes fewer requests",
      "throttle",
    ),
    capacity(
      /^aws_api_gateway_usage_plan$/,
      `throttle_settings.${kind}_limit`,
      less,
      "takes fewer requests of each key",
      "throttle",
    ),
  ]),
  capacity(
    /^aws_api_gateway_usage_plan$/,
    "quota_settings.limit",
    tighter,
    "takes fewer requests of each key",
  ),
  capacity(
    /^aws_kinesis_stream$/,
    "stream_mode_details.stream_mode",
    from("ON_DEMAND"),
    "no longer grows with its use",
  ),
  capacity(/^aws_kinesis_stream$/, "shard_count", lessButSome, "has fewer shards"),
  capacity(/^aws_appautoscaling_target$/, "max_capacity", less, "can grow less"),
  capacity(/^aws_appautoscaling_target$/, "min_capacity", less, "keeps less capacity ready"),
  capacity(/^aws_rds_cluster$/, "serverlessv2_scaling_configuration.max_capacity", less, "can grow less"),
  capacity(
    /^aws_(?:opensearch|elasticsearch)_domain$/,
    "cluster_config.instance_count",
    less,
    "has fewer instances",
  ),
  capacity(/^aws_ecs_service$/, "desired_count", less, "runs fewer tasks"),
  capacity(/^aws_autoscaling_group$/, "max_size", less, "can grow less"),
  ...["minimum", "maximum"].map((bound) =>
    capacity(
      /^aws_lambda_event_source_mapping$/,
      `provisioned_poller_config.${bound}_pollers`,
      lessButSome,
      "keeps fewer readers of its source",
    ),
  ),
  ...[
    "instance_class",
    "node_type",
    "instance_type",
    "cluster_config.instance_type",
    "broker_node_group_info.instance_type",
  ].map((path) =>
    capacity(
      /^aws_(?:db_instance|rds_cluster_instance|elasticache_|memorydb_|(?:opensearch|elasticsearch)_domain|msk_cluster|instance)/,
      path,
      smallerMachine,
      "runs on smaller machines",
    ),
  ),
  ...[
    "num_cache_clusters",
    "num_cache_nodes",
    "num_node_groups",
    "replicas_per_node_group",
    "num_shards",
    "num_replicas_per_shard",
  ].map((path) => capacity(/^aws_(?:elasticache|memorydb)_/, path, less, "has fewer nodes", "nodes")),
  capacity(
    /^aws_rds_cluster$/,
    "serverlessv2_scaling_configuration.min_capacity",
    less,
    "keeps less capacity ready",
  ),
  capacity(/^aws_db_instance$/, "iops", lessButSome, "reads and writes its storage less often"),
  capacity(/^aws_db_instance$/, "max_allocated_storage", less, "can grow less"),
  capacity(/^aws_autoscaling_group$/, "min_size", less, "keeps less capacity ready"),
  capacity(
    /^aws_api_gateway_stage$/,
    "cache_cluster_enabled",
    off,
    "no longer caches answers: what is behind it gets every call",
  ),
];
