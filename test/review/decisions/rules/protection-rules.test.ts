import assert from "node:assert/strict";
import { viewPlan } from "../../../../review/changes/plan-view.ts";
import { protectionDecisions } from "../../../../review/decisions/protections.ts";
import { smallPlan } from "../../small-plan.ts";
import { decisionLines } from "../decision-lines.ts";

const lines = (type: string, before: object, after: object) =>
  decisionLines(protectionDecisions(viewPlan(smallPlan([{ address: `${type}.x`, before, after }]))));

/** What stands before and after in a setting, the block that it stands in, and the sentence without gate and address. */
type Row = readonly [setting: string, before: unknown, after: unknown, sentence: string];

/** `a.b` with a value, as a plan has it: a block is a list of one. */
function withValue(path: string, value: unknown): object {
  const [step = "", ...rest] = path.split(".");
  if (rest.length === 0) return value === undefined ? {} : { [step]: value };
  return value === undefined ? { [step]: [] } : { [step]: [withValue(rest.join("."), value)] };
}

const KEY = "arn:aws:kms:eu-west-1:111122223333:key/1";
const STREAM = "source_parameters.dynamodb_stream_parameters";

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  aws_lambda_function: [
    ["timeout", 60, 10, "gets less time (timeout: 60 → 10)"],
    [
      "reserved_concurrent_executions",
      20,
      0,
      "does not run any more: no concurrency is left to it (reserved_concurrent_executions: 20 → 0)",
    ],
    [
      "vpc_config.subnet_ids",
      ["subnet-a"],
      undefined,
      "leaves its VPC: what only the VPC reaches, it reaches no more, and no security group holds it (vpc_config.subnet_ids)",
    ],
  ],
  aws_lambda_function_event_invoke_config: [
    ["maximum_retry_attempts", 2, 0, "tries failed events less often (maximum_retry_attempts: 2 → 0)"],
  ],
  aws_lambda_event_source_mapping: [
    [
      "enabled",
      true,
      false,
      "is switched off: the function no longer reads from the source (enabled: true → false)",
    ],
    ["maximum_retry_attempts", -1, 3, "tries failed records less often (maximum_retry_attempts: -1 → 3)"],
    [
      "function_response_types",
      ["ReportBatchItemFailures"],
      [],
      "no longer takes reports of single failures: one bad record brings back the whole batch (function_response_types)",
    ],
    [
      "scaling_config.maximum_concurrency",
      undefined,
      2,
      "lets fewer functions read at the same time (scaling_config.maximum_concurrency: none → 2)",
    ],
  ],
  aws_sfn_state_machine: [
    [
      "logging_configuration.level",
      "ALL",
      "ERROR",
      "writes fewer logs (logging_configuration.level: ALL → ERROR)",
    ],
  ],
  aws_cloudwatch_event_rule: [
    [
      "state",
      "ENABLED",
      "DISABLED",
      "is switched off: its events no longer reach any target (state: ENABLED → DISABLED)",
    ],
  ],
  aws_scheduler_schedule: [
    ["state", "ENABLED", "DISABLED", "is switched off: it no longer runs (state: ENABLED → DISABLED)"],
    [
      "target.retry_policy.maximum_retry_attempts",
      185,
      0,
      "is tried less often (target.retry_policy.maximum_retry_attempts: 185 → 0)",
    ],
  ],
  aws_pipes_pipe: [
    [
      "desired_state",
      "RUNNING",
      "STOPPED",
      "is switched off: it no longer reads its source (desired_state: RUNNING → STOPPED)",
    ],
    [
      `${STREAM}.maximum_retry_attempts`,
      10,
      1,
      `tries failed records less often (${STREAM}.maximum_retry_attempts: 10 → 1)`,
    ],
  ],
  aws_sqs_queue: [
    [
      "redrive_policy",
      '{"deadLetterTargetArn":"arn:d","maxReceiveCount":5}',
      '{"deadLetterTargetArn":"arn:d","maxReceiveCount":1}',
      "gives up messages after fewer attempts (redrive_policy.maxReceiveCount: 5 → 1)",
    ],
    [
      "kms_master_key_id",
      KEY,
      "alias/aws/sqs",
      `is no longer encrypted with a key of your own (kms_master_key_id: ${KEY} → alias/aws/sqs)`,
    ],
    [
      "kms_master_key_id",
      "alias/aws/sqs",
      "",
      "is no longer encrypted with KMS (kms_master_key_id: alias/aws/sqs → none)",
    ],
  ],
  aws_dynamodb_table: [
    [
      "ttl.enabled",
      false,
      true,
      "deletes items from now on when their time is over (ttl.enabled: false → true)",
    ],
  ],
  aws_s3_bucket_object_lock_configuration: [
    [
      "rule.default_retention.days",
      365,
      30,
      "locks objects for a shorter time (rule.default_retention.days: 365 → 30)",
    ],
  ],
  aws_cognito_user_pool: [
    [
      "deletion_protection",
      "ACTIVE",
      "INACTIVE",
      "is no longer protected against deletion (deletion_protection: ACTIVE → INACTIVE)",
    ],
    [
      "password_policy.minimum_length",
      14,
      8,
      "takes shorter passwords (password_policy.minimum_length: 14 → 8)",
    ],
  ],
  aws_cloudfront_distribution: [
    [
      "viewer_certificate.minimum_protocol_version",
      "TLSv1.2_2021",
      "TLSv1_2016",
      "takes connections with an older encryption (viewer_certificate.minimum_protocol_version: TLSv1.2_2021 → TLSv1_2016)",
    ],
  ],
  aws_apigatewayv2_stage: [
    [
      "default_route_settings.throttling_burst_limit",
      500,
      5,
      "takes fewer requests (default_route_settings.throttling_burst_limit: 500 → 5)",
    ],
  ],
  aws_ssm_parameter: [
    ["type", "SecureString", "String", "is no longer encrypted (type: SecureString → String)"],
  ],
  aws_ecr_repository: [
    ["force_delete", false, true, "may be deleted with all that is in it (force_delete: false → true)"],
  ],
};

describe("the rules of what protects", () => {
  for (const [type, rows] of Object.entries(ROWS)) {
    for (const [path, before, after, sentence] of rows) {
      it(`say of ${type}: ${sentence}`, () => {
        const [left, right] = [withValue(path, before), withValue(path, after)];
        const [first, ...others] = lines(type, left, right);
        assert.equal(first?.replace(/^\w+: /, ""), `${type}.x ${sentence}.`);
        assert.deepEqual(others, []);
        assert.deepEqual(lines(type, right, left), [], "the other way it protects more");
      });
    }
  }

  it("call a bound that is another one, and a role, a matter of permissions", () => {
    const at = (name: string) => `arn:aws:iam::111122223333:${name}`;
    assert.deepEqual(
      lines(
        "aws_iam_role",
        { permissions_boundary: at("policy/a"), max_session_duration: 3600 },
        { permissions_boundary: at("policy/b"), max_session_duration: 43200 },
      ),
      [
        `iam: aws_iam_role.x has another permissions boundary: it may allow more (permissions_boundary: ${at("policy/a")} → ${at("policy/b")}).`,
        "iam: aws_iam_role.x can be taken for a longer time (max_session_duration: 3600 → 43200).",
      ],
    );
    assert.deepEqual(lines("aws_lambda_function", { role: at("role/a") }, { role: at("role/admin") }), [
      `iam: aws_lambda_function.x runs with another role: it may be allowed more (role: ${at("role/a")} → ${at("role/admin")}).`,
    ]);
  });

  it("tell one loss once, though several attributes show it", () => {
    assert.deepEqual(
      lines(
        "aws_kinesis_stream",
        { encryption_type: "KMS", kms_key_id: KEY },
        { encryption_type: "NONE", kms_key_id: null },
      ),
      ["protection: aws_kinesis_stream.x is no longer encrypted (encryption_type: KMS → NONE)."],
    );
  });

  it("ask nothing of the capacity of a table that is paid by request from now on", () => {
    assert.deepEqual(
      lines(
        "aws_dynamodb_table",
        { billing_mode: "PROVISIONED", read_capacity: 50 },
        { billing_mode: "PAY_PER_REQUEST", read_capacity: 0 },
      ),
      [],
    );
  });

  it("ask nothing where a provider writes 0 for what was not there", () => {
    assert.deepEqual(
      lines(
        "aws_pipes_pipe",
        withValue(`${STREAM}.maximum_record_age_in_seconds`, null),
        withValue(`${STREAM}.maximum_record_age_in_seconds`, 0),
      ),
      [],
    );
  });

  for (const [older, newer] of [
    ["TLS_1_0", "TLS_1_2"],
    ["SecurityPolicy_TLS13_1_2_2021_06", "SecurityPolicy_TLS13_1_3_2025_09"],
    ["Policy-Min-TLS-1-0-2019-07", "Policy-Min-TLS-1-2-PFS-2023-10"],
    ["SSLv3", "TLSv1"],
  ] as const) {
    it(`know that ${newer} is newer than ${older}`, () => {
      const at = (security_policy: string) => ({ security_policy });
      assert.equal(lines("aws_api_gateway_domain_name", at(newer), at(older)).length, 1);
      assert.deepEqual(lines("aws_api_gateway_domain_name", at(older), at(newer)), []);
    });
  }
});
