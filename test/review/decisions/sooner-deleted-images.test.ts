import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { protectionDecisions } from "../../../review/decisions/protections.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (...changes: readonly SmallChange[]) =>
  decisionLines(protectionDecisions(viewPlan(smallPlan(changes))));

const policy = (countNumber: number, more: object = {}) => ({
  repository: "app",
  policy: JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber, ...more },
        action: { type: "expire" },
      },
    ],
  }),
});
const address = "aws_ecr_lifecycle_policy.x";

describe("the lifecycle of a repository's images", () => {
  it("says that they are deleted sooner, or others", () => {
    const line = "protection: aws_ecr_lifecycle_policy.x deletes images sooner, or more of them.";
    assert.deepEqual(lines({ address, before: policy(100), after: policy(5) }), [line]);
    assert.deepEqual(lines({ address, before: policy(100), after: policy(100, { tagStatus: "untagged" }) }), [
      line,
    ]);
    assert.deepEqual(lines({ address, before: policy(5), after: policy(100) }), []);
  });

  it("counts for a repository that was there, not for a new one", () => {
    const created: SmallChange = { address, actions: ["create"], after: policy(5) };
    const repository: SmallChange = {
      address: "aws_ecr_repository.r",
      actions: ["create"],
      after: { name: "app" },
    };
    assert.equal(lines(created).length, 1);
    assert.deepEqual(lines(repository, created), []);
  });
});
