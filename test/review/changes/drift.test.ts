import assert from "node:assert/strict";
import { driftedResources } from "../../../review/changes/drift.ts";
import { fixturePlan } from "../fixture-plan.ts";
import { entry, smallPlan } from "../small-plan.ts";

const ROLE = { id: "r", name: "r", inline_policy: [] as object[] };

const found = (plan: Parameters<typeof driftedResources>[0]) =>
  driftedResources(plan).map(
    ({ change, attributes }) => `${change.address} ${attributes.map(({ name }) => name)}`,
  );

describe("driftedResources", () => {
  it("finds nothing in what a first refresh only spells differently", () => {
    assert.deepEqual(found(fixturePlan("no-op-first-refresh")), []);
  });

  it("finds what was changed by hand between echoes of sibling resources", () => {
    assert.deepEqual(found(fixturePlan("drift")), [
      "aws_cloudwatch_event_rule.placed-rule event_pattern,state",
      "aws_cloudwatch_log_group.notify-logs retention_in_days",
      "aws_iam_role_policy.audit-policy policy",
      "aws_lambda_alias.reserve-live ",
      "aws_lambda_function.charge-fn environment,memory_size,timeout",
      "aws_s3_bucket_public_access_block.documents-pab ",
      "aws_s3_bucket_versioning.documents-versioning versioning_configuration",
      "aws_sfn_state_machine.fulfil definition",
      "aws_sqs_queue.rules-dlq message_retention_seconds",
    ]);
  });

  it("finds a policy on a role that no resource of the plan sets", () => {
    const policies = (...names: readonly string[]) => names.map((name) => ({ name, policy: "{}" }));
    const sibling = {
      address: "aws_iam_role_policy.p",
      actions: ["no-op"],
      before: { role: "r", name: "ours" },
    };
    const role = (after: object[]) =>
      entry({ address: "aws_iam_role.r", before: ROLE, after: { ...ROLE, inline_policy: after } });
    assert.deepEqual(found(smallPlan([sibling], { resource_drift: [role(policies("ours"))] })), []);
    assert.deepEqual(found(smallPlan([sibling], { resource_drift: [role(policies("ours", "theirs"))] })), [
      "aws_iam_role.r inline_policy",
    ]);
  });

  it("takes an attribute for an echo only where a sibling refers to the same object", () => {
    const bucket = (enabled: boolean) => ({ id: "b", bucket: "b", versioning: [{ enabled }] });
    const drift = entry({ address: "aws_s3_bucket.b", before: bucket(true), after: bucket(false) });
    const sibling = (name: string) => ({
      address: "aws_s3_bucket_versioning.v",
      actions: ["no-op"],
      before: { bucket: name },
    });
    assert.deepEqual(found(smallPlan([sibling("b")], { resource_drift: [drift] })), []);
    assert.deepEqual(found(smallPlan([sibling("other")], { resource_drift: [drift] })), [
      "aws_s3_bucket.b versioning",
    ]);
  });
});
