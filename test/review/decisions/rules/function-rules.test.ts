import assert from "node:assert/strict";
import { ruleLines } from "./rule-lines.ts";

describe("the rules about functions and events", () => {
  for (const [type, before, after, said] of [
    [
      "aws_sfn_state_machine",
      { logging_configuration: [{ include_execution_data: false }] },
      { logging_configuration: [{ include_execution_data: true }] },
      [
        "protection: aws_sfn_state_machine.x writes what its states get and give into its logs, with all that is in it (logging_configuration.include_execution_data: false → true).",
      ],
    ],
    [
      "aws_lambda_function",
      { file_system_config: [{ arn: "arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/a" }] },
      { file_system_config: [] },
      [
        "protection: aws_lambda_function.x is no longer connected to its file system (file_system_config.arn: arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/a → none).",
      ],
    ],
    [
      "aws_lambda_function",
      { snap_start: [{ apply_on: "PublishedVersions" }] },
      { snap_start: [] },
      [
        "capacity: aws_lambda_function.x no longer starts from a snapshot: its first calls take longer (snap_start.apply_on: PublishedVersions → none).",
      ],
    ],
    [
      "aws_opensearch_domain",
      { cluster_config: [{ zone_awareness_enabled: true }] },
      { cluster_config: [{ zone_awareness_enabled: false }] },
      [
        "protection: aws_opensearch_domain.x no longer has nodes in another zone (cluster_config.zone_awareness_enabled: true → false).",
      ],
    ],
    [
      "aws_lambda_function",
      { reserved_concurrent_executions: 20 },
      { reserved_concurrent_executions: 0 },
      [
        "capacity: aws_lambda_function.x does not run any more: no concurrency is left to it (reserved_concurrent_executions: 20 → 0).",
      ],
    ],
    [
      "aws_lambda_function",
      { reserved_concurrent_executions: -1 },
      { reserved_concurrent_executions: 5 },
      [
        "capacity: aws_lambda_function.x may run less often at the same time (reserved_concurrent_executions: -1 → 5).",
      ],
    ],
    [
      "aws_lambda_event_source_mapping",
      { provisioned_poller_config: [{ minimum_pollers: 5, maximum_pollers: 20 }] },
      { provisioned_poller_config: [{ minimum_pollers: 5, maximum_pollers: 10 }] },
      [
        "capacity: aws_lambda_event_source_mapping.x keeps fewer readers of its source (provisioned_poller_config.maximum_pollers: 20 → 10).",
      ],
    ],
    [
      "aws_pipes_pipe",
      { log_configuration: [{ include_execution_data: [] }] },
      { log_configuration: [{ include_execution_data: ["ALL"] }] },
      [
        "protection: aws_pipes_pipe.x writes what passes through it into its logs, with all that is in it (log_configuration.include_execution_data: none → ALL).",
      ],
    ],
    [
      "aws_lambda_alias",
      { function_version: "7" },
      { function_version: "$LATEST" },
      [
        "protection: aws_lambda_alias.x stands for no fixed version any more: what is deployed is live at once (function_version: 7 → $LATEST).",
      ],
    ],
    [
      "aws_sns_topic",
      { signature_version: 2 },
      { signature_version: 1 },
      ["protection: aws_sns_topic.x signs its messages with SHA1 (signature_version: 2 → 1)."],
    ],
    [
      "aws_dynamodb_table",
      { stream_view_type: "NEW_AND_OLD_IMAGES" },
      { stream_view_type: "KEYS_ONLY" },
      [
        "protection: aws_dynamodb_table.x gets a new stream with other contents: whoever reads the old one gets nothing (stream_view_type: NEW_AND_OLD_IMAGES → KEYS_ONLY).",
      ],
    ],
    [
      "aws_s3_bucket_object_lock_configuration",
      { rule: [{ default_retention: [{ mode: "GOVERNANCE", days: 30 }] }] },
      { rule: [] },
      [
        "protection: aws_s3_bucket_object_lock_configuration.x no longer locks new objects (rule.default_retention.mode: GOVERNANCE → none).",
      ],
    ],
    [
      "aws_ecr_repository",
      { image_tag_mutability: "IMMUTABLE" },
      { image_tag_mutability: "IMMUTABLE_WITH_EXCLUSION" },
      [
        "protection: aws_ecr_repository.x lets tags of images be moved (image_tag_mutability: IMMUTABLE → IMMUTABLE_WITH_EXCLUSION).",
      ],
    ],
  ] as const) {
    it(said.join(" "), () => assert.deepEqual(ruleLines(type, before, after), said));
  }

  it("ask nothing of a function that was switched off and has no concurrency of its own then", () => {
    assert.deepEqual(
      ruleLines(
        "aws_lambda_function",
        { reserved_concurrent_executions: 0 },
        { reserved_concurrent_executions: -1 },
      ),
      [],
    );
  });

  it("ask nothing of a function that shares the concurrency of all, or a table that keeps its items", () => {
    assert.deepEqual(
      ruleLines(
        "aws_lambda_function",
        { reserved_concurrent_executions: 50 },
        { reserved_concurrent_executions: -1 },
      ),
      [],
    );
    const ttl = (enabled: boolean) => ({ ttl: [{ enabled, attribute_name: "at" }] });
    assert.deepEqual(ruleLines("aws_dynamodb_table", ttl(true), ttl(false)), []);
  });

  it("ask nothing of a function or a topic that signs its messages with SHA256", () => {
    assert.deepEqual(ruleLines("aws_sns_topic", { signature_version: 1 }, { signature_version: 2 }), []);
  });
});
