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
      "protection: aws_wafv2_web_acl.x no longer acts on the rule geo.",
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
});
