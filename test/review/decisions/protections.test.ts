import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { protectionDecisions } from "../../../review/decisions/protections.ts";
import { fixturePlan } from "../fixture-plan.ts";
import { smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";
import { ruleLines } from "./rules/rule-lines.ts";

const lines = (type: string, before: object, after: object, unknown: object = {}) =>
  ruleLines(type, before, after, { unknown });

describe("protectionDecisions", () => {
  for (const [type, before, after, line] of [
    [
      "aws_lambda_function",
      { memory_size: 512 },
      { memory_size: 256 },
      "capacity: aws_lambda_function.x gets less memory (memory_size: 512 → 256).",
    ],
    [
      "aws_lambda_function",
      { reserved_concurrent_executions: -1 },
      { reserved_concurrent_executions: 5 },
      "capacity: aws_lambda_function.x may run less often at the same time (reserved_concurrent_executions: -1 → 5).",
    ],
    [
      "aws_lambda_function",
      { dead_letter_config: [{ target_arn: "arn:aws:sqs:q" }] },
      { dead_letter_config: [] },
      "protection: aws_lambda_function.x no longer keeps failed events: its dead-letter queue is removed (dead_letter_config.target_arn: arn:aws:sqs:q → none).",
    ],
    [
      "aws_cloudwatch_log_group",
      { retention_in_days: 0 },
      { retention_in_days: 30 },
      "protection: aws_cloudwatch_log_group.x keeps logs for a shorter time (retention_in_days: 0 → 30).",
    ],
    [
      "aws_s3_bucket_versioning",
      { versioning_configuration: [{ status: "Enabled" }] },
      { versioning_configuration: [{ status: "Suspended" }] },
      "protection: aws_s3_bucket_versioning.x no longer keeps overwritten and deleted objects (versioning_configuration.status: Enabled → Suspended).",
    ],
    [
      "aws_sqs_queue",
      { kms_master_key_id: "alias/k" },
      { kms_master_key_id: "" },
      "protection: aws_sqs_queue.x is no longer encrypted with a key of your own (kms_master_key_id: alias/k → none).",
    ],
    [
      "aws_sfn_state_machine",
      { logging_configuration: [{ level: "ERROR" }] },
      { logging_configuration: [{ level: "OFF" }] },
      "protection: aws_sfn_state_machine.x no longer writes logs (logging_configuration.level: ERROR → OFF).",
    ],
    [
      "aws_dynamodb_table",
      { deletion_protection_enabled: true },
      { deletion_protection_enabled: false },
      "protection: aws_dynamodb_table.x is no longer protected against deletion (deletion_protection_enabled: true → false).",
    ],
    [
      "aws_s3_bucket",
      { force_destroy: false },
      { force_destroy: true },
      "protection: aws_s3_bucket.x may be deleted with all that is in it (force_destroy: false → true).",
    ],
    [
      "aws_db_instance",
      { multi_az: true },
      { multi_az: false },
      "protection: aws_db_instance.x no longer has a standby in another zone (multi_az: true → false).",
    ],
  ] as const) {
    it(line, () => {
      assert.deepEqual(lines(type, before, after), [line]);
      assert.deepEqual(lines(type, after, before), [], "the other way it protects more");
    });
  }

  it("asks nothing where a log group keeps its logs for ever from now on", () => {
    assert.deepEqual(
      lines("aws_cloudwatch_log_group", { retention_in_days: 30 }, { retention_in_days: 0 }),
      [],
    );
  });

  it("asks nothing where the value after is known after apply", () => {
    assert.deepEqual(lines("aws_sqs_queue", { kms_master_key_id: "k" }, {}, { kms_master_key_id: true }), []);
    assert.deepEqual(
      lines(
        "aws_lambda_function",
        { dead_letter_config: [{ target_arn: "a" }] },
        { dead_letter_config: [{}] },
        { dead_letter_config: [{ target_arn: true }] },
      ),
      [],
    );
  });

  it("asks nothing where what runs with a role goes over to the same role under another name", () => {
    const role = (name: string) => ({
      address: "aws_iam_role.r",
      actions: ["create", "delete"],
      before: { name: "reader" },
      after: { name },
    });
    const profile = {
      address: "aws_iam_instance_profile.p",
      before: { role: "reader" },
      after: { role: "r2" },
    };
    const found = (name: string) =>
      protectionDecisions(viewPlan(smallPlan([role(name), profile]))).map(({ address }) => address);
    assert.deepEqual(found("r2"), []);
    assert.deepEqual(found("other"), ["aws_iam_instance_profile.p"]);
  });

  it("asks nothing where a queue goes to a key of KMS", () => {
    assert.deepEqual(
      lines(
        "aws_sqs_queue",
        { sqs_managed_sse_enabled: true },
        { sqs_managed_sse_enabled: false, kms_master_key_id: "k" },
      ),
      [],
    );
  });

  it("says where the plan only puts back what was changed outside of it", () => {
    assert.deepEqual(decisionLines(protectionDecisions(viewPlan(fixturePlan("drift")))), [
      "protection: aws_cloudwatch_log_group.notify-logs keeps logs for a shorter time (retention_in_days: 0 → 30).",
      "  Somebody changed this outside of Terraform; the plan puts back what the configuration says.",
      "capacity: aws_lambda_function.charge-fn gets less memory (memory_size: 1024 → 256).",
      "  Somebody changed this outside of Terraform; the plan puts back what the configuration says.",
      "capacity: aws_lambda_function.charge-fn gets less time (timeout: 60 → 15).",
      "  Somebody changed this outside of Terraform; the plan puts back what the configuration says.",
    ]);
  });
});
