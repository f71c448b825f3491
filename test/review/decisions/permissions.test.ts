import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { permissionDecisions } from "../../../review/decisions/permissions.ts";
import { policyChanges } from "../../../review/permissions/policy-changes.ts";
import type { Plan } from "../../../review/plan/plan.ts";
import { fixturePlan } from "../fixture-plan.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

function lines(plan: Plan): readonly string[] {
  const view = viewPlan(plan);
  return decisionLines(permissionDecisions(view, policyChanges(view)));
}

const allow = (Action: unknown, Resource: unknown): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });

const role = (action: string): SmallChange => ({
  address: "aws_iam_role.r",
  actions: [action],
  before: action === "create" ? null : { name: "worker" },
  after: { name: "worker" },
});

describe("permissionDecisions", () => {
  it("finds the policy of a plan that becomes broader, and not the one that becomes narrower", () => {
    assert.deepEqual(lines(fixturePlan("iam-change")), [
      "iam: orders-test-charge-role (aws_iam_role_policy.charge-policy) becomes broader: Allows every action of s3 on every resource (was s3:PutObject on arn:aws:s3:::orders-test-documents/receipts/*).",
    ]);
  });

  it("asks nothing of a plan that makes everything, or puts a policy back", () => {
    for (const name of ["create", "unknown-create", "drift", "no-op", "forget-move"])
      assert.deepEqual(lines(fixturePlan(name)), []);
  });

  it("asks of a new policy on a role that was there, and of a new role only what is alarming", () => {
    const policy = (Action: string): SmallChange => ({
      address: "aws_iam_role_policy.p",
      actions: ["create"],
      after: { role: "worker", name: "p", policy: allow(Action, "arn:aws:s3:::b/*") },
    });
    assert.equal(lines(smallPlan([role("no-op"), policy("s3:GetObject")])).length, 1);
    assert.deepEqual(lines(smallPlan([role("create"), policy("s3:GetObject")])), []);
    assert.equal(lines(smallPlan([role("create"), policy("*")])).length, 1);
  });

  it("asks of an attached policy on a role that was there, and of a broad one always", () => {
    const attachment = (arn: string): SmallChange => ({
      address: "aws_iam_role_policy_attachment.a",
      actions: ["create"],
      after: { role: "worker", policy_arn: `arn:aws:iam::aws:policy/${arn}` },
    });
    assert.deepEqual(lines(smallPlan([role("no-op"), attachment("AWSLambdaExecute")])), [
      "iam: worker (aws_iam_role_policy_attachment.a) gets the policy arn:aws:iam::aws:policy/AWSLambdaExecute.",
    ]);
    assert.deepEqual(lines(smallPlan([role("create"), attachment("AWSLambdaExecute")])), []);
    assert.deepEqual(lines(smallPlan([role("create"), attachment("AdministratorAccess")])), [
      "iam: worker (aws_iam_role_policy_attachment.a) gets the policy arn:aws:iam::aws:policy/AdministratorAccess, which allows far more than one task needs.",
    ]);
  });

  it("finds a permissions boundary that goes and a new access key", () => {
    const before = { name: "worker", permissions_boundary: "arn:aws:iam::000000000000:policy/bound" };
    assert.deepEqual(lines(smallPlan([{ address: "aws_iam_role.r", before, after: { name: "worker" } }])), [
      "iam: aws_iam_role.r loses its permissions boundary.",
    ]);
    assert.equal(
      lines(smallPlan([{ address: "aws_iam_access_key.k", actions: ["create"], after: {} }])).length,
      1,
    );
  });

  it("finds another account that may call a function", () => {
    const own: SmallChange = {
      address: "aws_lambda_function.f",
      actions: ["no-op"],
      before: { arn: "arn:aws:lambda:eu-west-1:111122223333:function:f" },
    };
    const permission = (principal: string): SmallChange => ({
      address: "aws_lambda_permission.p",
      actions: ["create"],
      after: { principal },
    });
    assert.deepEqual(lines(smallPlan([own, permission("444455556666")])), [
      "iam: aws_lambda_permission.p lets another account in: 444455556666.",
    ]);
    assert.deepEqual(lines(smallPlan([own, permission("111122223333")])), []);
    assert.deepEqual(lines(smallPlan([own, permission("events.amazonaws.com")])), []);
  });

  it("calls a policy for everybody public", () => {
    const open = JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }],
    });
    const found = lines(
      smallPlan([
        { address: "aws_s3_bucket_policy.p", actions: ["create"], after: { bucket: "b", policy: open } },
      ]),
    );
    assert.match(found[0] ?? "", /^public: aws_s3_bucket_policy\.p /);
  });

  it("compares the policies of a permission set and of a destination of logs", () => {
    for (const [type, attribute] of [
      ["aws_ssoadmin_permission_set_inline_policy", "inline_policy"],
      ["aws_iam_policy", "policy"],
    ] as const) {
      const change = {
        address: `${type}.x`,
        before: { [attribute]: allow("s3:GetObject", "arn:aws:s3:::b/*") },
        after: { [attribute]: allow("*", "*") },
      };
      assert.equal(lines(smallPlan([change])).length, 1, type);
    }
    const destination = (AWS: readonly string[]) => ({
      access_policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: { AWS }, Action: "logs:PutSubscriptionFilter", Resource: "*" },
        ],
      }),
    });
    const change = {
      address: "aws_cloudwatch_log_destination_policy.x",
      before: destination(["111122223333"]),
      after: destination(["111122223333", "999988887777"]),
    };
    assert.match(lines(smallPlan([change])).join(), /^iam: .* becomes broader: .*999988887777/);
  });

  it("takes no policy that protects personal data for one of permissions", () => {
    const policy_document = JSON.stringify({
      Name: "personal",
      Version: "2021-06-01",
      Statement: [{ Sid: "audit", DataIdentifier: ["EmailAddress"], Operation: { Audit: {} } }],
    });
    const change = {
      address: "aws_cloudwatch_log_data_protection_policy.x",
      actions: ["create"],
      after: { policy_document },
    };
    assert.deepEqual(lines(smallPlan([change])), []);
  });
});
