import { type ProtectionRule, rule } from "../protection-rule.ts";
import { down, from, gone, less, off, on, shorter, tighter, to } from "../weaker.ts";

const protection = rule.bind(null, "protection");

/** Lambda and Step Functions. */
export const FUNCTION_RULES: readonly ProtectionRule[] = [
  protection(
    /^aws_lambda_function$/,
    "dead_letter_config.target_arn",
    gone,
    "no longer keeps failed events: its dead-letter queue is removed",
  ),
  protection(/^aws_lambda_function$/, "tracing_config.mode", from("Active"), "is no longer traced"),
  protection(
    /^aws_lambda_function$/,
    "logging_config.application_log_level",
    down("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"),
    "writes fewer logs",
  ),
  protection(
    /^aws_lambda_function$/,
    "logging_config.system_log_level",
    down("DEBUG", "INFO", "WARN"),
    "writes fewer logs of its runs",
  ),
  protection(/^aws_lambda_function$/, "logging_config.log_group", gone, "no longer names its log group"),
  protection(/^aws_lambda_function$/, "code_signing_config_arn", gone, "takes unsigned code"),
  protection(
    /^aws_lambda_function$/,
    "vpc_config.subnet_ids",
    gone,
    "leaves its VPC: it no longer reaches what is only in there, and no security group limits what it calls",
  ),
  protection(
    /^aws_lambda_code_signing_config$/,
    "policies.untrusted_artifact_on_deployment",
    from("Enforce"),
    "takes unsigned code",
  ),
  protection(
    /^aws_lambda_function_recursion_config$/,
    "recursive_loop",
    to("Allow"),
    "no longer stops a function that calls itself without end",
  ),
  protection(
    /^aws_lambda_function_event_invoke_config$/,
    "destination_config.on_failure.destination",
    gone,
    "no longer says where failed events go",
  ),
  protection(
    /^aws_lambda_function_event_invoke_config$/,
    "maximum_retry_attempts",
    less,
    "tries failed events less often",
  ),
  protection(
    /^aws_lambda_function_event_invoke_config$/,
    "maximum_event_age_in_seconds",
    shorter,
    "drops waiting events sooner",
  ),
  protection(
    /^aws_lambda_event_source_mapping$/,
    "enabled",
    // What it says nothing of is on.
    to(false),
    "is switched off: the function no longer reads from the source",
  ),
  protection(
    /^aws_lambda_event_source_mapping$/,
    "destination_config.on_failure.destination_arn",
    gone,
    "no longer says where failed records go",
  ),
  protection(
    /^aws_lambda_event_source_mapping$/,
    "maximum_retry_attempts",
    tighter,
    "tries failed records less often",
  ),
  protection(
    /^aws_lambda_event_source_mapping$/,
    "maximum_record_age_in_seconds",
    tighter,
    "drops waiting records sooner",
  ),
  protection(
    /^aws_lambda_event_source_mapping$/,
    "bisect_batch_on_function_error",
    off,
    "no longer splits a batch that fails: one bad record holds up or loses all of it",
  ),
  protection(
    /^aws_lambda_event_source_mapping$/,
    "function_response_types",
    gone,
    "no longer takes reports of single failures: one bad record brings back the whole batch",
  ),
  protection(
    /^aws_sfn_state_machine$/,
    "logging_configuration.level",
    down("ALL", "ERROR", "FATAL"),
    "writes fewer logs",
  ),
  protection(
    /^aws_sfn_state_machine$/,
    "logging_configuration.level",
    from("ALL", "ERROR", "FATAL"),
    "no longer writes logs",
    "logs",
  ),
  protection(
    /^aws_sfn_state_machine$/,
    "logging_configuration.log_destination",
    gone,
    "no longer says where its logs go",
    "logs",
  ),
  protection(/^aws_sfn_state_machine$/, "tracing_configuration.enabled", off, "is no longer traced"),
  protection(
    /^aws_sfn_state_machine$/,
    "encryption_configuration.type",
    from("CUSTOMER_MANAGED_KMS_KEY"),
    "is no longer encrypted with a key of your own",
    "encryption",
  ),
  protection(
    /^aws_sfn_state_machine$/,
    "logging_configuration.include_execution_data",
    on,
    "writes what its states get and give into its logs, with all that is in it",
  ),
  protection(
    /^aws_lambda_function$/,
    "file_system_config.arn",
    gone,
    "is no longer connected to its file system",
  ),
  protection(
    /^aws_lambda_alias$/,
    "function_version",
    to("$LATEST"),
    "stands for no fixed version any more: what is deployed is live at once",
  ),
];
