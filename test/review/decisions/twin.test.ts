import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { lossDecisions } from "../../../review/decisions/losses.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (plan: Parameters<typeof viewPlan>[0]) => decisionLines(lossDecisions(viewPlan(plan)));

describe("what is made again at another address", () => {
  it("would be kept with a moved block", () => {
    const plan = smallPlan([
      { address: "aws_sqs_queue.old", actions: ["delete"], before: { name: "orders" } },
      { address: "module.q.aws_sqs_queue.this", actions: ["create"], after: { name: "orders" } },
    ]);
    assert.deepEqual(lines(plan), [
      "destroy: aws_sqs_queue.old is destroyed: the messages in it are lost.",
      "  module.q.aws_sqs_queue.this is made, and is the same: with a moved block it would be kept.",
    ]);
  });

  it("is no loss, but for data", () => {
    const before = {
      ...{ function_name: "f", principal: "sns.amazonaws.com", source_arn: "arn:t", id: "x" },
      ...{ action: "lambda:InvokeFunction", statement_id: "old" },
    };
    const { id: _, ...after } = before;
    const made: SmallChange = {
      address: "module.m.aws_lambda_permission.p",
      actions: ["create"],
      after: { ...after, statement_id: "new" },
    };
    const gone: SmallChange = { address: "aws_lambda_permission.p", actions: ["delete"], before };
    assert.deepEqual(lines(smallPlan([gone, made])), [
      "destroy: aws_lambda_permission.p is destroyed.",
      "  module.m.aws_lambda_permission.p is made, and is the same: with a moved block it would be kept.",
    ]);
    const other = { ...made, after: { ...after, source_arn: "arn:u" } };
    assert.match(lines(smallPlan([gone, other]))[0] ?? "", /whom it let call the function is refused/);
  });
});
