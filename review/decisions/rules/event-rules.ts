import { type ProtectionRule, rule } from "../protection-rule.ts";
import {
  aboveZero,
  appears,
  down,
  from,
  gone,
  less,
  lessThanDefault,
  off,
  shorter,
  tighter,
  to,
} from "../weaker.ts";

const protection = rule.bind(null, "protection");

const STREAMS = ["kinesis_stream_parameters", "dynamodb_stream_parameters"];

/** EventBridge with its schedules and pipes, SQS and SNS. */
export const EVENT_RULES: readonly ProtectionRule[] = [
  protection(
    /^aws_cloudwatch_event_rule$/,
    "state",
    to("DISABLED"),
    "is switched off: its events no longer reach any target",
    "runs",
  ),
  protection(
    /^aws_cloudwatch_event_rule$/,
    "is_enabled",
    // What it says nothing of is on.
    to(false),
    "is switched off: its events no longer reach any target",
    "runs",
  ),
  protection(/^aws_scheduler_schedule$/, "state", to("DISABLED"), "is switched off: it no longer runs"),
  protection(
    /^aws_pipes_pipe$/,
    "desired_state",
    to("STOPPED"),
    "is switched off: it no longer reads its source",
  ),
  ...[
    [/^aws_cloudwatch_event_target$/, ""],
    [/^aws_scheduler_schedule$/, "target."],
  ].flatMap(([type, block]) => deliveryRules(type as RegExp, String(block))),
  protection(
    /^aws_cloudwatch_event_bus$/,
    "dead_letter_config.arn",
    gone,
    "no longer keeps events that it cannot encrypt: its dead-letter queue is removed",
  ),
  protection(
    /^aws_cloudwatch_event_bus$/,
    "log_config.level",
    down("TRACE", "INFO", "ERROR", "OFF"),
    "writes fewer logs",
  ),
  ...STREAMS.flatMap((source) => streamRules(`source_parameters.${source}`)),
  protection(
    /^aws_pipes_pipe$/,
    "log_configuration.level",
    down("TRACE", "INFO", "ERROR"),
    "writes fewer logs",
  ),
  protection(
    /^aws_pipes_pipe$/,
    "log_configuration.level",
    from("TRACE", "INFO", "ERROR"),
    "no longer writes logs",
  ),
  protection(
    /^aws_pipes_pipe$/,
    "log_configuration.include_execution_data",
    appears,
    "writes what passes through it into its logs, with all that is in it",
  ),
  protection(/^aws_cloudwatch_event_archive$/, "retention_days", shorter, "keeps events for a shorter time"),
  protection(
    /^aws_(?:sqs_queue|sqs_queue_redrive_policy)$/,
    "redrive_policy",
    gone,
    "no longer moves failed messages to a dead-letter queue",
  ),
  protection(
    /^aws_(?:sqs_queue|sqs_queue_redrive_policy)$/,
    "redrive_policy.maxReceiveCount",
    less,
    "gives up messages after fewer attempts",
  ),
  protection(/^aws_sqs_queue$/, "message_retention_seconds", less, "keeps messages for a shorter time"),
  protection(
    /^aws_sqs_queue$/,
    "visibility_timeout_seconds",
    less,
    "hands out a message again sooner, perhaps while it is still worked on",
  ),
  protection(
    /^aws_(?:sqs_queue|sns_topic)$/,
    "content_based_deduplication",
    off,
    "refuses messages without a deduplication id",
  ),
  protection(
    /^aws_sns_topic_subscription$/,
    "redrive_policy",
    gone,
    "no longer keeps messages that cannot be delivered",
  ),
  protection(/^aws_sns_topic$/, "signature_version", less, "signs its messages with SHA1"),
  protection(/^aws_sns_topic$/, "archive_policy", gone, "no longer archives its messages"),
  protection(/^aws_sns_topic$/, "tracing_config", from("Active"), "is no longer traced"),
  ...["application", "firehose", "http", "lambda", "sqs"].map((protocol) =>
    protection(
      /^aws_sns_topic$/,
      `${protocol}_failure_feedback_role_arn`,
      gone,
      "no longer logs deliveries that fail",
      "feedback",
    ),
  ),
];

function deliveryRules(type: RegExp, block: string): readonly ProtectionRule[] {
  return [
    protection(
      type,
      `${block}dead_letter_config.arn`,
      gone,
      "no longer keeps events that cannot be delivered: its dead-letter queue is removed",
    ),
    // What EventBridge does where nothing is said ("Retry policy and using dead-letter queues", its documentation).
    protection(
      type,
      `${block}retry_policy.maximum_retry_attempts`,
      lessThanDefault(185),
      "is tried less often",
    ),
    protection(
      type,
      `${block}retry_policy.maximum_event_age_in_seconds`,
      lessThanDefault(86_400),
      "is tried for a shorter time",
    ),
  ];
}

function streamRules(block: string): readonly ProtectionRule[] {
  const type = /^aws_pipes_pipe$/;
  return [
    protection(type, `${block}.dead_letter_config.arn`, gone, "no longer keeps records that fail"),
    protection(type, `${block}.maximum_retry_attempts`, tighter, "tries failed records less often"),
    protection(type, `${block}.maximum_record_age_in_seconds`, aboveZero, "drops waiting records sooner"),
    protection(
      type,
      `${block}.on_partial_batch_item_failure`,
      gone,
      "no longer splits a batch that fails: one bad record holds up or loses all of it",
    ),
  ];
}
