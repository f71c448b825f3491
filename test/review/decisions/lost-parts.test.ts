import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { lostPartDecisions } from "../../../review/decisions/lost-parts.ts";
import { smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (type: string, before: object, after: object, unknown: object = {}) =>
  decisionLines(lostPartDecisions(viewPlan(smallPlan([{ address: `${type}.x`, before, after, unknown }]))));

describe("lostPartDecisions", () => {
  it("names an index and a copy of a table that go", () => {
    const index = { name: "by-customer", hash_key: "c" };
    const before = { global_secondary_index: [index], replica: [{ region_name: "us-east-1" }] };
    assert.deepEqual(lines("aws_dynamodb_table", before, { global_secondary_index: [], replica: [] }), [
      "destroy: aws_dynamodb_table.x loses its copy in us-east-1.",
      "destroy: aws_dynamodb_table.x loses the index by-customer: queries of it fail.",
    ]);
    const more = { global_secondary_index: [{ name: "other" }, { ...index, hash_key: "d" }] };
    assert.deepEqual(lines("aws_dynamodb_table", { global_secondary_index: [index] }, more), []);
  });

  it("names who is no longer alarmed, as long as somebody is", () => {
    const to = (...alarm_actions: string[]) => ({ alarm_actions });
    assert.deepEqual(lines("aws_cloudwatch_metric_alarm", to("arn:ops", "arn:pager"), to("arn:ops")), [
      "protection: aws_cloudwatch_metric_alarm.x no longer alarms arn:pager.",
    ]);
    assert.deepEqual(lines("aws_cloudwatch_metric_alarm", to("arn:ops"), to()), []);
    assert.deepEqual(lines("aws_cloudwatch_metric_alarm", to("arn:ops"), to("arn:ops", "arn:pager")), []);
  });

  it("names rules of a firewall that go, whatever order the others are in", () => {
    const rules = (...names: string[]) => ({ rule: names.map((name) => ({ name })) });
    assert.deepEqual(lines("aws_wafv2_web_acl", rules("rate", "geo", "bots"), rules("bots", "rate")), [
      "protection: aws_wafv2_web_acl.x no longer enforces the rule geo.",
    ]);
  });

  it("asks nothing where the name of an entry shows after apply", () => {
    assert.deepEqual(
      lines(
        "aws_s3_bucket_notification",
        { lambda_function: [{ lambda_function_arn: "arn:f" }] },
        { lambda_function: [{ id: "x" }] },
        { lambda_function: [{ lambda_function_arn: true }] },
      ),
      [],
    );
  });

  it("names a function that a distribution no longer runs, and not one of another version", () => {
    const runs = (...arns: string[]) => ({
      default_cache_behavior: [
        {
          lambda_function_association: arns.map((lambda_arn) => ({
            lambda_arn,
            event_type: "viewer-request",
          })),
        },
      ],
    });
    const arn = "arn:aws:lambda:us-east-1:111122223333:function:sign-in";
    assert.deepEqual(lines("aws_cloudfront_distribution", runs(`${arn}:3`), runs()), [
      `protection: aws_cloudfront_distribution.x no longer runs ${arn} before it answers.`,
    ]);
    assert.deepEqual(lines("aws_cloudfront_distribution", runs(`${arn}:3`), runs(`${arn}:4`)), []);
    const unknown = { default_cache_behavior: [{ lambda_function_association: [{ lambda_arn: true }] }] };
    assert.deepEqual(lines("aws_cloudfront_distribution", runs(`${arn}:3`), runs(), unknown), []);
  });

  it("names personal data that is no longer looked for, a copy of a secret, and a route without a limit", () => {
    const policy = (...DataIdentifier: string[]) => ({
      policy_document: JSON.stringify({ Statement: [{ DataIdentifier, Operation: {} }] }),
    });
    assert.deepEqual(
      lines("aws_cloudwatch_log_data_protection_policy", policy("EmailAddress", "Name"), policy("Name")),
      ["protection: aws_cloudwatch_log_data_protection_policy.x no longer looks for EmailAddress."],
    );
    assert.deepEqual(
      lines("aws_secretsmanager_secret", { replica: [{ region: "us-east-1" }] }, { replica: [] }),
      ["destroy: aws_secretsmanager_secret.x loses its copy in us-east-1."],
    );
    const route_settings = [{ route_key: "GET /a", throttling_rate_limit: 5 }];
    assert.deepEqual(lines("aws_apigatewayv2_stage", { route_settings }, { route_settings: [] }), [
      "protection: aws_apigatewayv2_stage.x no longer limits how many requests come in for GET /a.",
    ]);
  });

  it("finds a load balancer that no longer asks who calls", () => {
    const does = (...types: string[]) => ({ default_action: types.map((type) => ({ type })) });
    assert.deepEqual(lines("aws_lb_listener", does("authenticate-cognito", "forward"), does("forward")), [
      "public: aws_lb_listener.x no longer asks who calls (authenticate-cognito).",
    ]);
    assert.deepEqual(lines("aws_lb_listener", does("redirect"), does("forward")), []);
  });
});
