import assert from "node:assert/strict";
import { renderHtml } from "../../review/page/render-html.ts";
import { renderMarkdown } from "../../review/page/render-markdown.ts";
import { renderTerminal } from "../../review/page/render-terminal.ts";
import { pageOf } from "../../review/page-of.ts";
import { reviewPlans } from "../../review/review-plans.ts";
import { HOSTILE_TEXTS } from "./page/hostile-pages.ts";
import { htmlOutline } from "./page/html-outline.ts";
import { markdownToHtml } from "./page/markdown-to-html.ts";
import { pageOutline } from "./page/page-outline.ts";
import { type SmallChange, smallPlan } from "./small-plan.ts";

const policy = (text: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: text, Effect: "Allow", Action: text, Resource: text }],
  });

const machine = (text: string): string =>
  JSON.stringify({
    StartAt: text,
    States: { [text]: { Type: "Pass", Comment: text, Result: text, End: true } },
  });

/** Changes of all kinds in which every name and value is the text. */
const changes = (text: string): readonly SmallChange[] => {
  const key = JSON.stringify(text);
  const update = (type: string, before: object, after: object): SmallChange => ({
    address: `${type}.x[${key}]`,
    before,
    after,
  });
  return [
    update(
      "aws_lambda_function",
      { handler: "a", environment: [{ variables: {} }] },
      { handler: text, environment: [{ variables: { [text]: text } }] },
    ),
    update(
      "aws_iam_role_policy",
      { role: text, policy: policy("s3:GetObject") },
      { role: text, policy: policy(text) },
    ),
    update("aws_sfn_state_machine", { definition: machine("A") }, { definition: machine(text) }),
    update(
      "aws_cloudwatch_event_rule",
      { event_pattern: '{"source":["a"]}' },
      { event_pattern: JSON.stringify({ source: [text], [text]: [text] }) },
    ),
    update("aws_cloudwatch_event_target", { input: '"a"' }, { input: JSON.stringify(text) }),
    update("aws_sqs_queue", { [text]: "a" }, { [text]: text }),
    { address: `aws_s3_bucket.b[${key}]`, actions: ["delete"], before: { bucket: text }, reason: text },
    {
      address: `aws_lambda_permission.p[${key}]`,
      actions: ["delete"],
      before: { principal: text, function_name: text, source_arn: text },
    },
    { address: `aws_thing.t[${key}]`, actions: ["create"], after: { name: text } },
  ];
};

describe("a plan whose every name and value forges markup", () => {
  for (const text of HOSTILE_TEXTS) {
    it(`is shown as what it is: ${JSON.stringify(text)}`, () => {
      const page = pageOf(reviewPlans([smallPlan(changes(text))]), undefined);
      const expected = pageOutline(page);
      assert.deepEqual(htmlOutline(markdownToHtml(renderMarkdown(page))), expected);
      assert.ok(!/<(?:script|img|iframe|a)\b/i.test(renderHtml(page)));
      // Control characters and those that turn text around.
      assert.ok(!/(?!\n)[\p{Cc}\p{Cf}]/u.test(renderTerminal(page, { columns: 100, color: false })));
    });
  }
});
