import assert from "node:assert/strict";
import { plainText } from "../../review/page/plain-text.ts";
import { renderMarkdown } from "../../review/page/render-markdown.ts";
import { pageOf } from "../../review/page-of.ts";
import { reviewPlans } from "../../review/review-plans.ts";
import { verdictLine } from "../../review/verdict.ts";
import { fixturePlan } from "./fixture-plan.ts";
import { pageTexts } from "./page-texts.ts";

const reviewed = (name: string) => reviewPlans([fixturePlan(name)]);
const page = (name: string) => pageOf(reviewed(name), undefined);

/** The heads of the entries of one part of a page. */
const heads = (name: string, title: string): readonly string[] =>
  page(name)
    .sections.find((section) => section.title === title)
    ?.entries.map(({ head }) => plainText(head)) ?? [];

describe("the page of a real plan", () => {
  for (const [name, verdict] of [
    ["create", "nothing needs a decision, 55 created"],
    ["no-op", "no changes"],
    ["no-op-first-refresh", "no changes"],
    ["code-change", "nothing needs a decision, 1 function changes code"],
    ["layer-change", "1 decision, 5 functions change settings"],
    ["state-machine-change", "nothing needs a decision, 1 state machine"],
    ["pattern-change", "nothing needs a decision, 3 rules and targets"],
    ["iam-change", "1 decision, permissions of 2 roles and resources"],
    ["destroy-critical", "3 decisions, 5 functions change settings, permissions of 1 role or resource"],
    ["sensitive", "nothing needs a decision, 2 functions change settings, 1 state machine, 3 other changes"],
    [
      "many",
      "1 decision, 1 function changes code, 1 function changes settings, permissions of 1 role or resource, 10 only tags",
    ],
    ["forget-move", "2 decisions, 1 other change"],
    ["unknown-create", "nothing needs a decision, 12 created"],
    ["unknown-heavy", "5 decisions, 1 state machine"],
  ] as const) {
    it(`says of ${name}: ${verdict}`, () => {
      assert.equal(verdictLine(reviewed(name)), verdict);
    });
  }

  it("names states that are added, rerouted and retried more often", () => {
    assert.deepEqual(heads("state-machine-change", "State machines"), [
      "aws_sfn_state_machine.fulfil: 2 states added, 1 state changed, 2 states rerouted",
    ]);
    const texts = pageTexts(page("state-machine-change")).join("");
    assert.match(texts, /Catch of Prepare for States\.ALL goes to Compensate \(was Rejected\)/);
    assert.match(texts, /3 → 6 attempts/);
  });

  it("says which pattern becomes wider and which narrower", () => {
    assert.deepEqual(heads("pattern-change", "Events"), [
      "aws_cloudwatch_event_rule.payment-failed-rule: its pattern becomes narrower",
      "aws_cloudwatch_event_rule.placed-rule: its pattern becomes wider",
      "aws_cloudwatch_event_target.failed-to-notify: its target gets something else",
    ]);
  });

  it("names what was moved and what is forgotten", () => {
    assert.deepEqual(heads("forget-move", "Moved, imported and forgotten"), [
      "aws_cloudwatch_event_archive.archive: forgotten: Terraform lets go of it, and it stays in AWS (no longer in the configuration)",
      "aws_s3_bucket_notification.documents-notification: forgotten: Terraform lets go of it, and it stays in AWS (no longer in the configuration)",
      "aws_cloudwatch_log_group.audit-log-group: moved from aws_cloudwatch_log_group.audit-logs",
      "aws_sqs_queue.orders-work-queue: moved from aws_sqs_queue.work-queue",
    ]);
  });

  it("counts tags and keeps the real changes among them apart", () => {
    assert.deepEqual(heads("many", "Code"), [
      "aws_lambda_function.fn-137: its code changes (zip of 144 bytes before)",
      "aws_lambda_function.fn-042: 2 settings change",
    ]);
  });

  it("shows no secret and forges nothing", () => {
    const text = renderMarkdown(page("sensitive"));
    for (const secret of ["hunter2", "n3w-S3cr3t", "Forged heading", "alert(1)\n"])
      assert.ok(!text.includes(secret), secret);
    assert.ok(!/^# Everything/m.test(text));
  });

  it("says first of a plan that it is not whole", () => {
    const plan = { ...fixturePlan("iam-change"), errored: true };
    assert.match(
      plainText(pageOf(reviewPlans([plan]), undefined).notes[0] ?? []),
      /^The plan ended with an error\./,
    );
    const targeted = { ...fixturePlan("iam-change"), complete: false };
    assert.match(
      plainText(pageOf(reviewPlans([targeted]), undefined).notes[0] ?? []),
      /^The plan is not complete\./,
    );
  });

  it("says of a check that fails what its configuration says of it", () => {
    const failedChecks = [
      { address: "check.health", problems: ["It answers 500."] },
      { address: "check.cost", problems: [] },
    ];
    const { notes } = pageOf(reviewPlans([{ ...fixturePlan("iam-change"), failedChecks }]), undefined);
    assert.deepEqual(notes.slice(0, 2).map(plainText), [
      "The check check.health fails: It answers 500.",
      "The check check.cost fails.",
    ]);
  });

  it("has a page of its own for a plan that only refreshes", () => {
    const plan = { ...fixturePlan("drift"), changes: [] };
    const { notes, sections } = pageOf(reviewPlans([plan]), undefined);
    assert.match(plainText(notes[0] ?? []), /^Refresh only\./);
    assert.deepEqual(
      sections.map(({ title, folded }) => [title, folded]),
      [["Changed outside of Terraform", false]],
    );
  });
});
