import { type ProtectionRule, rule } from "./protection-rule.ts";
import { less, tighter } from "./weaker.ts";

const capacity = rule.bind(null, "capacity");

/** Memory, concurrency and throughput, by attribute names of the AWS provider. */
export const CAPACITY_RULES: readonly ProtectionRule[] = [
  capacity(/^aws_lambda_function$/, "memory_size", less, "gets less memory"),
  capacity(
    /^aws_lambda_function$/,
    "reserved_concurrent_executions",
    tighter,
    "may run less often at the same time",
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
  capacity(/^aws_dynamodb_table$/, "read_capacity", less, "can be read less often"),
  capacity(/^aws_dynamodb_table$/, "write_capacity", less, "can be written less often"),
  capacity(/^aws_kinesis_stream$/, "shard_count", less, "has fewer shards"),
  capacity(/^aws_appautoscaling_target$/, "max_capacity", less, "can grow less"),
  capacity(/^aws_ecs_service$/, "desired_count", less, "runs fewer tasks"),
  capacity(/^aws_autoscaling_group$/, "max_size", less, "can grow less"),
];
