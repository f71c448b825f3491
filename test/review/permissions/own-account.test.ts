import assert from "node:assert/strict";
import { ownAccount } from "../../../review/permissions/own-account.ts";
import { smallPlan } from "../small-plan.ts";

const identity = (account_id: string) => ({ type: "aws_caller_identity", values: { account_id } });
const prior = (root_module: object) => ({ prior_state: { values: { root_module } } });
const queue = { address: "aws_sqs_queue.q", before: { arn: "arn:aws:sqs:eu-west-1:444455556666:q" } };

describe("ownAccount", () => {
  it("is what the plan asked AWS for, in whatever module", () => {
    const plan = smallPlan([queue], prior({ child_modules: [{ resources: [identity("111122223333")] }] }));
    assert.equal(ownAccount(plan), "111122223333");
  });

  it("is that of the ARNs where the plan knows several, or none", () => {
    const several = prior({ resources: [identity("111122223333"), identity("777788889999")] });
    assert.equal(ownAccount(smallPlan([queue], several)), "444455556666");
    assert.equal(ownAccount(smallPlan([queue])), "444455556666");
  });

  it("is that to which the policy of a key leaves everything", () => {
    const statement = {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: "kms:*",
      Resource: "*",
    };
    const policy = JSON.stringify({ Statement: [statement] });
    assert.equal(
      ownAccount(smallPlan([{ address: "aws_kms_key.k", actions: ["create"], after: { policy } }])),
      "111122223333",
    );
    assert.equal(ownAccount(smallPlan([])), undefined);
  });
});
