import assert from "node:assert/strict";
import { ruleLines } from "./rule-lines.ts";

describe("the rules about an account", () => {
  for (const [type, before, after, said] of [
    [
      "aws_cloudwatch_composite_alarm",
      { actions_suppressor: [] },
      { actions_suppressor: [{ alarm: "maintenance" }] },
      [
        "protection: aws_cloudwatch_composite_alarm.x alarms nobody while another alarm is on (actions_suppressor.alarm: none → maintenance).",
      ],
    ],
    [
      "aws_cloudtrail",
      {
        include_global_service_events: true,
        cloud_watch_logs_group_arn: "arn:aws:logs:eu-west-1:111122223333:log-group:trail:*",
      },
      { include_global_service_events: false, cloud_watch_logs_group_arn: "" },
      [
        "protection: aws_cloudtrail.x no longer records calls of services without a region, such as IAM (include_global_service_events: true → false).",
        "protection: aws_cloudtrail.x no longer writes to CloudWatch Logs: alarms on it see nothing (cloud_watch_logs_group_arn: arn:aws:logs:eu-west-1:111122223333:log-group:trail:* → none).",
      ],
    ],
    [
      "aws_cloudtrail",
      { event_selector: [{ read_write_type: "All" }] },
      { event_selector: [{ read_write_type: "WriteOnly" }] },
      [
        "protection: aws_cloudtrail.x no longer records every call (event_selector.read_write_type: All → WriteOnly).",
      ],
    ],
    [
      "aws_flow_log",
      { traffic_type: "ALL" },
      { traffic_type: "REJECT" },
      ["protection: aws_flow_log.x no longer records all traffic (traffic_type: ALL → REJECT)."],
    ],
    [
      "aws_ecr_registry_scanning_configuration",
      { scan_type: "ENHANCED" },
      { scan_type: "BASIC" },
      [
        "protection: aws_ecr_registry_scanning_configuration.x scans images less thoroughly (scan_type: ENHANCED → BASIC).",
      ],
    ],
    [
      "aws_kms_key",
      { rotation_period_in_days: 90 },
      { rotation_period_in_days: 2560 },
      ["protection: aws_kms_key.x is rotated less often (rotation_period_in_days: 90 → 2560)."],
    ],
    [
      "aws_kms_replica_key",
      { enabled: true },
      { enabled: false },
      [
        "protection: aws_kms_replica_key.x is disabled: what is encrypted with it cannot be read (enabled: true → false).",
      ],
    ],
    [
      "aws_kms_replica_key",
      { deletion_window_in_days: 30 },
      { deletion_window_in_days: 7 },
      [
        "protection: aws_kms_replica_key.x can be restored for a shorter time after it is deleted (deletion_window_in_days: 30 → 7).",
      ],
    ],
    [
      "aws_kms_alias",
      { target_key_id: "k1" },
      { target_key_id: "k2" },
      ["iam: aws_kms_alias.x stands for another key, with permissions of its own (target_key_id: k1 → k2)."],
    ],
    [
      "aws_iam_account_password_policy",
      { require_symbols: true, require_numbers: true },
      { require_symbols: false, require_numbers: false },
      [
        "protection: aws_iam_account_password_policy.x takes simpler passwords (require_numbers: true → false).",
      ],
    ],
    [
      "aws_iam_account_password_policy",
      { password_reuse_prevention: 24 },
      { password_reuse_prevention: 1 },
      [
        "protection: aws_iam_account_password_policy.x lets old passwords be used again (password_reuse_prevention: 24 → 1).",
      ],
    ],
    [
      "aws_iam_account_password_policy",
      { max_password_age: 90 },
      { max_password_age: 0 },
      [
        "protection: aws_iam_account_password_policy.x lets passwords be used for a longer time (max_password_age: 90 → 0).",
      ],
    ],
  ] as const) {
    it(said.join(" "), () => assert.deepEqual(ruleLines(type, before, after), said));
  }

  it("ask nothing of an account whose alarm goes over to an expression", () => {
    assert.deepEqual(
      ruleLines(
        "aws_cloudwatch_metric_alarm",
        { metric_name: "Errors", statistic: "Sum" },
        { metric_name: "", statistic: "", metric_query: [{ id: "e" }] },
      ),
      [],
    );
  });

  it("ask nothing of an alarm or a filter that looks at something else", () => {
    for (const [type, before, after] of [
      ["aws_cloudwatch_composite_alarm", { alarm_rule: "ALARM(a)" }, { alarm_rule: "ALARM(b)" }],
      ["aws_cloudwatch_log_metric_filter", { pattern: "ERROR" }, { pattern: "WARN" }],
      ["aws_cloudwatch_metric_alarm", { metric_name: "Errors" }, { metric_name: "Duration" }],
    ] as const) {
      assert.deepEqual(ruleLines(type, before, after), []);
    }
  });

  it("ask nothing of an account whose passwords are to be changed more often", () => {
    assert.deepEqual(
      ruleLines("aws_iam_account_password_policy", { max_password_age: 0 }, { max_password_age: 90 }),
      [],
    );
  });
});
