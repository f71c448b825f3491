import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { permissionDecisions } from "../../../review/decisions/permissions.ts";
import { policyChanges } from "../../../review/permissions/policy-changes.ts";
import { decisionLines } from "../decisions/decision-lines.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";

function lines(...changes: readonly SmallChange[]): readonly string[] {
  const view = viewPlan(smallPlan(changes));
  return decisionLines(permissionDecisions(view, policyChanges(view)));
}

const statement = (Effect: string, Action: string, Resource = "arn:aws:s3:::b/*") => ({
  ...{ Effect, Action, Resource },
});
const READ = statement("Allow", "s3:GetObject");
const WRITE = statement("Allow", "s3:PutObject");
const NOT_LOGS = statement("Deny", "s3:*", "arn:aws:s3:::logs/*");

const policy = (name: string, role: string, ...Statement: object[]) => ({
  ...{ name, role, policy: JSON.stringify({ Version: "2012-10-17", Statement }) },
});
const updated = (name: string, before: object, after: object): SmallChange => ({
  ...{ address: `aws_iam_role_policy.${name}`, before, after },
});
const created = (name: string, after: object): SmallChange => ({
  ...{ address: `aws_iam_role_policy.${name}`, actions: ["create"], after },
});
const role = (name: string, action = "no-op"): SmallChange => ({
  address: `aws_iam_role.${name}`,
  actions: [action],
  before: { name },
  after: { name },
});

describe("the policies of one role", () => {
  const less = updated("a", policy("a", "r", READ, WRITE), policy("a", "r", READ));

  it("may hand each other what they allow", () => {
    assert.deepEqual(lines(role("r"), less, created("b", policy("b", "r", WRITE))), []);
    const more = updated("b", policy("b", "r", READ), policy("b", "r", READ, WRITE));
    assert.deepEqual(lines(less, more), []);
  });

  it("may hand each other what they deny", () => {
    const allows = updated("a", policy("a", "r", READ, NOT_LOGS), policy("a", "r", READ));
    assert.deepEqual(lines(allows, created("b", policy("b", "r", NOT_LOGS))), []);
    assert.equal(lines(allows).length, 1);
  });

  it("hand nothing to another role", () => {
    assert.deepEqual(lines(role("q"), less, created("b", policy("b", "q", WRITE))), [
      "iam: q (aws_iam_role_policy.b) becomes broader: Allows s3:PutObject on arn:aws:s3:::b/*.",
    ]);
  });
});

describe("a policy that goes to another role", () => {
  const moved = (address: string, before: object, after: object, unknown = {}): SmallChange => ({
    ...{ address, actions: ["delete", "create"], before, after, unknown, replacePaths: [["role"]] },
  });
  const inline = moved("aws_iam_role_policy.p", policy("p", "r", READ), policy("p", "q", READ));
  const attached = moved(
    "aws_iam_role_policy_attachment.a",
    { role: "r", policy_arn: "arn:p" },
    { role: "q", policy_arn: "arn:p" },
  );

  it("is new there", () => {
    assert.deepEqual(lines(role("r"), role("q"), inline, attached), [
      "iam: q (aws_iam_role_policy.p) becomes broader: Allows s3:GetObject on arn:aws:s3:::b/*.",
      "iam: q (aws_iam_role_policy_attachment.a) gets the policy arn:p.",
    ]);
  });

  it("is not new where the role is the same under another name", () => {
    const renamed = { ...role("r", "delete"), actions: ["delete", "create"], after: { name: "q" } };
    assert.deepEqual(lines(renamed, inline, attached), []);
  });

  it("is not new where the policy is made anew", () => {
    const anew: SmallChange = {
      address: "aws_iam_policy.p",
      actions: ["delete", "create"],
      before: { name: "p", arn: "arn:p" },
      after: { name: "p2" },
      unknown: { arn: true },
    };
    assert.deepEqual(
      lines(
        role("r"),
        anew,
        moved(
          "aws_iam_role_policy_attachment.a",
          { role: "r", policy_arn: "arn:p" },
          { role: "r" },
          { policy_arn: true },
        ),
      ),
      [],
    );
  });
});
