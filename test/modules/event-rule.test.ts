import assert from "node:assert/strict";
import { EventBus } from "../../modules/event-bus.ts";
import { EventRule } from "../../modules/event-rule.ts";
import { busTarget, queueTarget } from "../../modules/event-target.ts";
import { Queue } from "../../modules/queue.ts";
import { statementsOf } from "./granted-statements.ts";
import { refuses } from "./refuses.ts";
import { synthesizedStack } from "./synthesized-app.ts";

const ACCOUNT = "${data.aws_caller_identity.current.account_id}";
const PATTERN = { source: ["aws.s3"] };

/** What lets the rule `every` send into a queue. */
function admission(sid: string, queue: string) {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: ["sqs:SendMessage"],
    Resource: [`\${aws_sqs_queue.${queue}.arn}`],
    Condition: {
      ArnEquals: { "aws:SourceArn": "${aws_cloudwatch_event_rule.every.arn}" },
      StringEquals: { "aws:SourceAccount": ACCOUNT },
    },
  };
}

describe("an event rule", () => {
  it("stands on the default bus and keeps what it cannot deliver for two weeks", () => {
    const json = synthesizedStack((stack) => {
      const jobs = new Queue(stack, "jobs", { deadLetterQueue: false });
      new EventRule(stack, "every", { pattern: PATTERN, targets: { jobs: queueTarget(jobs) } });
    });
    const { aws_sqs_queue_policy: policies, aws_sqs_queue: queues, ...others } = json.resource;
    assert.deepEqual(others, {
      aws_cloudwatch_event_rule: { every: { name: "app-every", event_pattern: PATTERN } },
      aws_cloudwatch_event_target: {
        every_jobs: {
          rule: "${aws_cloudwatch_event_rule.every.name}",
          target_id: "jobs",
          arn: "${aws_sqs_queue.jobs.arn}",
          retry_policy: { maximum_retry_attempts: 8, maximum_event_age_in_seconds: 3600 },
          dead_letter_config: { arn: "${aws_sqs_queue.every_undelivered.arn}" },
          depends_on: ["aws_sqs_queue_policy.every_undelivered"],
        },
      },
    });
    assert.deepEqual(queues?.every_undelivered, {
      name: "app-every-undelivered",
      visibility_timeout_seconds: 30,
      message_retention_seconds: 1_209_600,
      sqs_managed_sse_enabled: true,
    });
    assert.deepEqual(Object.keys(policies ?? {}), ["every_undelivered", "jobs"]);
    assert.deepEqual(
      statementsOf(json, "aws_sqs_queue_policy", "every_undelivered")[1],
      admission("UndeliveredEvery", "every_undelivered"),
    );
  });

  it("stands on a bus of one's own, with a name, a description and a queue that rules share", () => {
    const json = synthesizedStack((stack) => {
      const bus = new EventBus(stack, "news");
      const other = new EventBus(stack, "other");
      const undelivered = new Queue(stack, "lost", { deadLetterQueue: false });
      const shared = { bus, undelivered, pattern: PATTERN, targets: { other: busTarget(other) } };
      new EventRule(stack, "every", { ...shared, name: "all", description: "Everything" });
      new EventRule(stack, "more", shared);
    });
    assert.deepEqual(json.resource.aws_cloudwatch_event_rule?.every, {
      name: "all",
      description: "Everything",
      event_bus_name: "${aws_cloudwatch_event_bus.news.name}",
      event_pattern: PATTERN,
    });
    assert.deepEqual(json.resource.aws_cloudwatch_event_target?.every_other, {
      rule: "${aws_cloudwatch_event_rule.every.name}",
      event_bus_name: "${aws_cloudwatch_event_bus.news.name}",
      target_id: "other",
      arn: "${aws_cloudwatch_event_bus.other.arn}",
      role_arn: "${aws_iam_role.every.arn}",
      retry_policy: { maximum_retry_attempts: 8, maximum_event_age_in_seconds: 3600 },
      dead_letter_config: { arn: "${aws_sqs_queue.lost.arn}" },
      depends_on: ["aws_sqs_queue_policy.lost", "aws_iam_role_policy.every"],
    });
    assert.deepEqual(
      statementsOf(json, "aws_sqs_queue_policy", "lost").map(({ Sid }) => Sid),
      ["DenyPlainText", "UndeliveredEvery", "UndeliveredMore"],
    );
    assert.equal(json.resource.aws_iam_role?.every?.name, "all");
  });

  it("keeps what looks like a template of Terraform in a pattern as it is", () => {
    const { resource } = synthesizedStack((stack) => {
      const jobs = new Queue(stack, "jobs");
      const pattern = { source: ["a.${b}"], detail: { note: ["%{c}"] } };
      new EventRule(stack, "every", { pattern, targets: { jobs: queueTarget(jobs) } });
    });
    assert.deepEqual(resource.aws_cloudwatch_event_rule?.every?.event_pattern, {
      source: ["a.$${b}"],
      detail: { note: ["%%{c}"] },
    });
  });

  it("keeps a reference to another resource in a pattern", () => {
    const { resource } = synthesizedStack((stack) => {
      const jobs = new Queue(stack, "jobs");
      new EventRule(stack, "every", {
        pattern: { source: ["aws.sqs"], resources: [jobs.arn] },
        targets: { jobs: queueTarget(jobs) },
      });
    });
    assert.deepEqual(resource.aws_cloudwatch_event_rule?.every?.event_pattern, {
      source: ["aws.sqs"],
      resources: ["${aws_sqs_queue.jobs.arn}"],
    });
  });

  it("shapes the input: a part of the event, a constant, a new object", () => {
    const { resource } = synthesizedStack((stack) => {
      const jobs = new Queue(stack, "jobs");
      new EventRule(stack, "every", {
        pattern: PATTERN,
        targets: {
          part: queueTarget(jobs, { input: { path: "$.detail" } }),
          constant: queueTarget(jobs, { input: { constant: { text: "${x}" } } }),
          shaped: queueTarget(jobs, { input: { paths: { key: "$.detail.key" }, template: '{"key":<key>}' } }),
        },
      });
    });
    const targets = resource.aws_cloudwatch_event_target;
    assert.equal(targets?.every_part?.input_path, "$.detail");
    assert.equal(targets?.every_constant?.input, '{"text":"$${x}"}');
    assert.deepEqual(targets?.every_shaped?.input_transformer, {
      input_paths: { key: "$.detail.key" },
      input_template: '{"key":<key>}',
    });
  });

  it("retries as often and as long as a target says", () => {
    const { resource } = synthesizedStack((stack) => {
      const jobs = queueTarget(new Queue(stack, "jobs"), { maxRetries: 0, maxEventAgeSeconds: 60 });
      new EventRule(stack, "every", { pattern: PATTERN, targets: { jobs } });
    });
    assert.deepEqual(resource.aws_cloudwatch_event_target?.every_jobs?.retry_policy, {
      maximum_retry_attempts: 0,
      maximum_event_age_in_seconds: 60,
    });
  });

  for (const count of [0, 6]) {
    it(`refuses ${count} targets`, () => {
      refuses(
        `app/every: Expected 1 to 5 targets, EventBridge's limit for a rule, but found ${count}. ` +
          "Put further targets into a second rule with the same pattern.",
        (stack) => {
          const jobs = queueTarget(new Queue(stack, "jobs"));
          const names = Array.from({ length: count }, (_, index) => `target${index}`);
          const targets = Object.fromEntries(names.map((name) => [name, jobs]));
          new EventRule(stack, "every", { pattern: PATTERN, targets });
        },
      );
    });
  }

  const outOfRange = [
    ["maxRetries", 186, "0 to 185"],
    ["maxEventAgeSeconds", 59, "60 to 86400"],
  ] as const;
  for (const [prop, value, range] of outOfRange) {
    it(`refuses a ${prop} of ${value}`, () => {
      refuses(
        `app/every: Expected ${prop} of target "jobs" to be a whole number from ${range}, but found ${value}. ` +
          "Change it where the construct is declared.",
        (stack) => {
          const jobs = queueTarget(new Queue(stack, "jobs"), { [prop]: value });
          new EventRule(stack, "every", { pattern: PATTERN, targets: { jobs } });
        },
      );
    });
  }

  it("refuses a name that EventBridge does not take", () => {
    refuses(
      "app/every: Expected a rule name of at most 64 characters that matches ^[\\w.-]+$, " +
        'but found "every day" (9 characters). Set a shorter or plainer "name", or rename the stack or the construct.',
      (stack) => {
        const jobs = queueTarget(new Queue(stack, "jobs"));
        new EventRule(stack, "every", { pattern: PATTERN, targets: { jobs }, name: "every day" });
      },
    );
  });
});
