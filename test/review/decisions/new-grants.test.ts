import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { newGrantDecisions } from "../../../review/decisions/new-grants.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (change: SmallChange) =>
  decisionLines(newGrantDecisions(viewPlan(smallPlan([change])), "111122223333"));
const created = (type: string, after: object, unknown: object = {}) =>
  lines({ address: `${type}.x`, actions: ["create"], after, unknown });

describe("newGrantDecisions", () => {
  it("tells who may use a key that was there, and not who may use one that is new", () => {
    const grant = {
      grantee_principal: "arn:aws:iam::111122223333:role/reports",
      operations: ["Decrypt", "DescribeKey"],
    };
    assert.deepEqual(created("aws_kms_grant", { ...grant, key_id: "k1" }), [
      "iam: aws_kms_grant.x lets arn:aws:iam::111122223333:role/reports use the key: Decrypt, DescribeKey.",
    ]);
    assert.deepEqual(created("aws_kms_grant", grant, { key_id: true }), []);
  });

  it("leaves a grant for another account to what tells of accounts", () => {
    const grantee_principal = "arn:aws:iam::999988887777:role/reports";
    assert.deepEqual(created("aws_kms_grant", { grantee_principal, operations: [], key_id: "k1" }), []);
  });

  it("tells whom a permission set lets in, and with what", () => {
    const permission_set_arn = "arn:aws:sso:::permissionSet/ssoins-1/ps-1";
    assert.deepEqual(
      created("aws_ssoadmin_account_assignment", {
        permission_set_arn,
        principal_id: "group-1",
        target_id: "111122223333",
      }),
      ["iam: aws_ssoadmin_account_assignment.x lets group-1 into the account 111122223333."],
    );
    assert.deepEqual(
      created("aws_ssoadmin_managed_policy_attachment", {
        permission_set_arn,
        managed_policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      }),
      [
        "iam: aws_ssoadmin_managed_policy_attachment.x gives its permission set the policy arn:aws:iam::aws:policy/ReadOnlyAccess.",
      ],
    );
  });

  it("asks of a new permission set only what allows far too much", () => {
    const policy = (name: string) =>
      created(
        "aws_ssoadmin_managed_policy_attachment",
        { managed_policy_arn: `arn:aws:iam::aws:policy/${name}` },
        { permission_set_arn: true },
      );
    assert.deepEqual(policy("ReadOnlyAccess"), []);
    assert.deepEqual(policy("AdministratorAccess"), [
      "iam: aws_ssoadmin_managed_policy_attachment.x gives its permission set the policy arn:aws:iam::aws:policy/AdministratorAccess, which allows far more than one task needs.",
    ]);
  });
});
