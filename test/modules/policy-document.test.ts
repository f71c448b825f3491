import assert from "node:assert/strict";
import { type PolicyStatement, statementId } from "../../modules/policy-document.ts";
import { Queue } from "../../modules/queue.ts";
import { grantedStatements } from "./granted-statements.ts";

const READ = { sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::photos/*"] };
const WRITE = { sid: "Write", actions: ["s3:PutObject"], resources: ["arn:aws:s3:::photos/*"] };

describe("a policy document", () => {
  it("is the same in every order of its statements, actions and resources", () => {
    const statements: readonly PolicyStatement[] = [
      WRITE,
      { ...READ, actions: ["s3:ListBucket", "s3:GetObject", "s3:ListBucket"] },
    ];
    const expected = [
      {
        Sid: "Read",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:ListBucket"],
        Resource: ["arn:aws:s3:::photos/*"],
      },
      { Sid: "Write", Effect: "Allow", Action: ["s3:PutObject"], Resource: ["arn:aws:s3:::photos/*"] },
    ];
    assert.deepEqual(
      grantedStatements(() => statements),
      expected,
    );
    assert.deepEqual(
      grantedStatements(() => statements.toReversed()),
      expected,
    );
  });

  it("merges statements that differ in actions and resources only", () => {
    assert.deepEqual(
      grantedStatements(() => [
        READ,
        { sid: "Read", actions: ["s3:GetObjectVersion"], resources: ["arn:aws:s3:::archive/*"] },
        { ...READ, conditions: { Bool: { "aws:SecureTransport": "true" } } },
      ]),
      [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:GetObjectVersion"],
          Resource: ["arn:aws:s3:::archive/*", "arn:aws:s3:::photos/*"],
        },
        {
          Sid: "Read",
          Effect: "Allow",
          Action: ["s3:GetObject"],
          Resource: ["arn:aws:s3:::photos/*"],
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        },
      ],
    );
  });

  it("sees that two references to one attribute are the same", () => {
    assert.deepEqual(
      grantedStatements((stack) => {
        const queue = new Queue(stack, "jobs", { deadLetterQueue: false });
        return [...queue.sending(), ...queue.sending()];
      }),
      [
        {
          Sid: "SendMessages",
          Effect: "Allow",
          Action: ["sqs:SendMessage"],
          Resource: ["${aws_sqs_queue.jobs.arn}"],
        },
      ],
    );
  });
});

describe("the id of a statement", () => {
  it("is made of the words of an address", () => {
    assert.equal(statementId("Rule", "new_photos_pipeline"), "RuleNewPhotosPipeline");
    assert.equal(statementId("Rule", "my-app__2go"), "RuleMyApp2go");
  });
});
