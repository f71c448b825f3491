import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { protectionDecisions } from "../../../review/decisions/protections.ts";
import { smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const ARN = "arn:aws:wafv2:eu-west-1:111122223333:regional/ipset/office/1";

const LISTED = { ip_set_reference_statement: [{ arn: ARN }] };

function lines(
  effect: string,
  before: readonly string[],
  after: readonly string[],
  statement: object = LISTED,
) {
  const rule = [{ name: "r", action: [{ [effect]: [{}] }], statement: [statement] }];
  const plan = smallPlan([
    {
      address: "aws_wafv2_ip_set.x",
      before: { arn: ARN, addresses: before },
      after: { arn: ARN, addresses: after },
    },
    { address: "aws_wafv2_web_acl.w", actions: ["no-op"], before: { rule }, after: { rule } },
  ]);
  return decisionLines(protectionDecisions(viewPlan(plan)));
}

describe("firewallAddresses", () => {
  it("names addresses that a firewall no longer blocks, and those that it lets through from now on", () => {
    assert.deepEqual(lines("block", ["192.0.2.1/32", "192.0.2.2/32"], ["192.0.2.1/32"]), [
      "protection: aws_wafv2_ip_set.x no longer holds 192.0.2.2/32, which a firewall blocks by it.",
    ]);
    assert.deepEqual(lines("allow", [], ["192.0.2.1/32"]), [
      "protection: aws_wafv2_ip_set.x holds 192.0.2.1/32 too, which a firewall lets through by it.",
    ]);
  });

  it("takes a list that is spared from being blocked for one that is let through", () => {
    const others = { not_statement: [{ statement: [LISTED] }] };
    assert.deepEqual(lines("block", [], ["192.0.2.1/32"], others), [
      "protection: aws_wafv2_ip_set.x holds 192.0.2.1/32 too, which a firewall lets through by it.",
    ]);
    assert.deepEqual(lines("block", ["192.0.2.1/32"], [], others), []);
  });

  it("asks nothing the other way round, or where nothing tells what the list is for", () => {
    assert.deepEqual(lines("block", [], ["192.0.2.1/32"]), []);
    assert.deepEqual(lines("allow", ["192.0.2.1/32"], []), []);
    assert.deepEqual(lines("count", ["192.0.2.1/32"], []), []);
  });
});
