import assert from "node:assert/strict";
import { statementsOf } from "../../../review/policies/statements-of.ts";
import { allow, policyOf } from "./allow-statement.ts";

describe("statementsOf", () => {
  it("makes lists of texts, orders them and says conditions in words", () => {
    const statement = allow(["sqs:SendMessage", "sqs:GetQueueUrl"], "arn:aws:sqs:eu-west-1:111122223333:q", {
      Sid: "Send",
      Principal: { Service: "events.amazonaws.com", AWS: "arn:aws:iam::111122223333:root" },
      Condition: {
        StringEquals: { "aws:SourceAccount": ["111122223333", "444455556666"] },
        Null: { "aws:SourceArn": "false" },
        "ForAllValues:StringLike": { "aws:TagKeys": "a*" },
      },
    });
    assert.deepEqual(statementsOf(policyOf(statement)), [
      {
        sid: "Send",
        effect: "Allow",
        principals: ["AWS: 111122223333", "Service: events.amazonaws.com"],
        actions: ["sqs:GetQueueUrl", "sqs:SendMessage"],
        resources: ["arn:aws:sqs:eu-west-1:111122223333:q"],
        conditions: [
          "aws:SourceAccount is 111122223333 or 444455556666",
          "aws:SourceArn is given",
          "every aws:TagKeys is like a*",
        ],
      },
    ]);
  });

  it("marks exceptions", () => {
    const [statement] = statementsOf({
      Statement: { Effect: "Deny", NotAction: "iam:*", NotResource: ["b", "a"], NotPrincipal: "*" },
    });
    assert.deepEqual(statement, {
      effect: "Deny",
      principals: ["not *"],
      actions: ["not iam:*"],
      resources: ["not a", "not b"],
      conditions: [],
    });
  });

  it("leaves out what is no statement", () => {
    assert.deepEqual(statementsOf("s3:*"), []);
    assert.equal(statementsOf(policyOf("s3:*", allow("s3:*", "*"))).length, 1);
  });
});
