import { viewPlan } from "../../../review/changes/plan-view.ts";
import { policyDecisions } from "../../../review/decisions/policy-decisions.ts";
import { policyChanges } from "../../../review/permissions/policy-changes.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

/** The account of the plan. */
export const ACCOUNT = "111122223333";

/** What is to be decided about policies in a plan with these changes. */
export function policyLines(...changes: readonly SmallChange[]): readonly string[] {
  const own = { arn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:own` };
  const view = viewPlan(
    smallPlan([...changes, { address: "aws_lambda_function.own", actions: ["no-op"], before: own }]),
  );
  return decisionLines(policyDecisions(view, policyChanges(view)));
}

export const policyOf = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** A bucket's policy that denies what comes without TLS. */
export const tlsOnly = (bucket: string): string =>
  policyOf({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
