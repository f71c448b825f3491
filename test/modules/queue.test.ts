import assert from "node:assert/strict";
import type { TerraformStack } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key.ts";
import { Queue } from "../../modules/queue.ts";
import { grantedStatements, statementsOf } from "./granted-statements.ts";
import { refuses } from "./refuses.ts";
import { synthesizedStack } from "./synthesized-app.ts";

const ACCOUNT = "${data.aws_caller_identity.current.account_id}";
const RULE = "arn:aws:events:eu-west-1:123456789012:rule/every";

function denyPlainText(address: string) {
  return {
    Sid: "DenyPlainText",
    Effect: "Deny",
    Principal: { AWS: "*" },
    Action: ["sqs:*"],
    Resource: [`\${aws_sqs_queue.${address}.arn}`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

function policy(address: string, ...further: readonly object[]) {
  return {
    queue_url: `\${aws_sqs_queue.${address}.id}`,
    policy: { Version: "2012-10-17", Statement: [denyPlainText(address), ...further] },
  };
}

describe("a queue", () => {
  it("is encrypted, takes TLS only and has a dead-letter queue", () => {
    const { resource, data } = synthesizedStack((stack) => {
      new Queue(stack, "jobs");
    });
    assert.deepEqual(resource, {
      aws_sqs_queue: {
        jobs: {
          name: "app-jobs",
          visibility_timeout_seconds: 30,
          message_retention_seconds: 345_600,
          sqs_managed_sse_enabled: true,
          redrive_policy: { deadLetterTargetArn: "${aws_sqs_queue.jobs_dead.arn}", maxReceiveCount: 3 },
        },
        jobs_dead: {
          name: "app-jobs-dead",
          visibility_timeout_seconds: 30,
          message_retention_seconds: 1_209_600,
          sqs_managed_sse_enabled: true,
        },
      },
      aws_sqs_queue_policy: { jobs: policy("jobs"), jobs_dead: policy("jobs_dead") },
    });
    assert.deepEqual(data, {});
  });

  it("uses a name, times, counts and a key of one's own", () => {
    const { resource } = synthesizedStack((stack) => {
      new Queue(stack, "jobs", {
        name: "work",
        visibilityTimeoutSeconds: 60,
        messageRetentionSeconds: 600,
        maxReceiveCount: 5,
        encryptionKey: new EncryptionKey(stack, "secret"),
      });
    });
    const encryption = {
      kms_master_key_id: "${aws_kms_key.secret.arn}",
      kms_data_key_reuse_period_seconds: 300,
    };
    assert.deepEqual(resource.aws_sqs_queue, {
      jobs: {
        name: "work",
        visibility_timeout_seconds: 60,
        message_retention_seconds: 600,
        ...encryption,
        redrive_policy: { deadLetterTargetArn: "${aws_sqs_queue.jobs_dead.arn}", maxReceiveCount: 5 },
      },
      jobs_dead: {
        name: "work-dead",
        visibility_timeout_seconds: 30,
        message_retention_seconds: 1_209_600,
        ...encryption,
      },
    });
  });

  it("has no dead-letter queue where it is one itself", () => {
    const { resource } = synthesizedStack((stack) => {
      new Queue(stack, "lost", { deadLetterQueue: false });
    });
    assert.deepEqual(resource, {
      aws_sqs_queue: {
        lost: {
          name: "app-lost",
          visibility_timeout_seconds: 30,
          message_retention_seconds: 345_600,
          sqs_managed_sse_enabled: true,
        },
      },
      aws_sqs_queue_policy: { lost: policy("lost") },
    });
  });

  it("lets a rule of this account send, and its key encrypt for it", () => {
    const json = synthesizedStack((stack) => {
      const encryptionKey = new EncryptionKey(stack, "secret");
      new Queue(stack, "lost", { deadLetterQueue: false, encryptionKey }).allowRule("RuleEvery", RULE);
    });
    assert.deepEqual(json.resource.aws_sqs_queue_policy, {
      lost: policy("lost", {
        Sid: "RuleEvery",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: ["sqs:SendMessage"],
        Resource: ["${aws_sqs_queue.lost.arn}"],
        Condition: { ArnEquals: { "aws:SourceArn": RULE }, StringEquals: { "aws:SourceAccount": ACCOUNT } },
      }),
    });
    assert.deepEqual(
      statementsOf(json, "aws_kms_key", "secret").map(({ Sid }) => Sid),
      ["AccountAdministers", "EncryptEvents"],
    );
  });

  it("gives a role what it needs to send and to consume, with the key's use", () => {
    const both = (stack: TerraformStack) => [
      new Queue(stack, "plain", { deadLetterQueue: false }),
      new Queue(stack, "hidden", {
        deadLetterQueue: false,
        encryptionKey: new EncryptionKey(stack, "secret"),
      }),
    ];
    const Resource = ["${aws_sqs_queue.hidden.arn}", "${aws_sqs_queue.plain.arn}"];
    const key = ["${aws_kms_key.secret.arn}"];
    assert.deepEqual(
      grantedStatements((stack) => both(stack).flatMap((queue) => queue.sending())),
      [
        { Sid: "Encrypt", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: key },
        { Sid: "SendMessages", Effect: "Allow", Action: ["sqs:SendMessage"], Resource },
      ],
    );
    const Action = [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
    ];
    assert.deepEqual(
      grantedStatements((stack) => both(stack).flatMap((queue) => queue.consuming())),
      [
        { Sid: "ConsumeMessages", Effect: "Allow", Action, Resource },
        { Sid: "Decrypt", Effect: "Allow", Action: ["kms:Decrypt"], Resource: key },
      ],
    );
  });

  const outOfRange = [
    ["visibilityTimeoutSeconds", 43_201, "0 to 43200"],
    ["messageRetentionSeconds", 59, "60 to 1209600"],
    ["maxReceiveCount", 0, "1 to 1000"],
  ] as const;
  for (const [prop, value, range] of outOfRange) {
    it(`refuses a ${prop} of ${value}`, () => {
      refuses(
        `app/jobs: Expected ${prop} to be a whole number from ${range}, but found ${value}. ` +
          "Change it where the construct is declared.",
        (stack) => new Queue(stack, "jobs", { [prop]: value }),
      );
    });
  }

  it("refuses a name that SQS would refuse", () => {
    refuses(
      "app/jobs: Expected a queue name of at most 80 characters that matches ^[\\w-]+$, " +
        'but found "jobs.fifo" (9 characters). Set a shorter or plainer "name", or rename the stack or the construct.',
      (stack) => new Queue(stack, "jobs", { name: "jobs.fifo", deadLetterQueue: false }),
    );
  });
});
