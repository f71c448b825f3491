import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { callerDecisions } from "../../../review/decisions/callers.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const OWN = "111122223333";
const lines = (change: Partial<SmallChange>) =>
  decisionLines(
    callerDecisions(viewPlan(smallPlan([{ address: "aws_lambda_permission.p", ...change }])), OWN),
  );
const created = (after: object) => lines({ actions: ["create"], after });

describe("callerDecisions", () => {
  it("finds another account, be it the caller or that for which a service calls", () => {
    for (const after of [
      { principal: "444455556666" },
      { principal: "arn:aws:iam::444455556666:role/deploy" },
      { principal: "s3.amazonaws.com", source_account: "444455556666" },
      { principal: "sns.amazonaws.com", source_arn: "arn:aws:sns:eu-west-1:444455556666:t" },
    ]) {
      const named = Object.values(after).at(-1);
      assert.deepEqual(created(after), [`iam: aws_lambda_permission.p lets another account in: ${named}.`]);
    }
  });

  it("asks nothing of the own account, and of an object whose ARN names none", () => {
    assert.deepEqual(created({ principal: OWN }), []);
    assert.deepEqual(created({ principal: "s3.amazonaws.com", source_arn: "arn:aws:s3:::uploads" }), []);
  });

  describe("a source", () => {
    const api = (path: string) => ({
      principal: "apigateway.amazonaws.com",
      source_arn: `arn:aws:execute-api:eu-west-1:${OWN}:${path}`,
    });
    const replaced = (before: object, after: object, unknown = {}) =>
      lines({ actions: ["delete", "create"], before, after, unknown });

    it("that becomes wider lets more call", () => {
      assert.deepEqual(replaced(api("a1/prod/GET/orders"), api("a1/*")), [
        `iam: aws_lambda_permission.p lets more call the function (source_arn: ${api("a1/prod/GET/orders").source_arn} → ${api("a1/*").source_arn}).`,
      ]);
      const anyOfAccount = { principal: "s3.amazonaws.com", source_account: OWN };
      assert.equal(replaced({ ...anyOfAccount, source_arn: "arn:aws:s3:::b" }, anyOfAccount).length, 1);
    });

    it("that becomes narrower, another one or is known after apply does not", () => {
      assert.deepEqual(replaced(api("a1/*"), api("a1/prod/GET/orders")), []);
      assert.deepEqual(replaced(api("a1/*"), api("b2/*")), []);
      const { principal } = api("");
      assert.deepEqual(replaced(api("a1/*"), { principal }, { source_arn: true }), []);
    });
  });

  it("finds a caller that may do everything with the function", () => {
    assert.deepEqual(created({ principal: OWN, action: "lambda:*" }), [
      "iam: aws_lambda_permission.p lets its caller do everything with the function.",
    ]);
  });
});
