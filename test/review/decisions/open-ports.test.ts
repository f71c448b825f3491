import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { exposureDecisions } from "../../../review/decisions/exposure.ts";
import { protectionDecisions } from "../../../review/decisions/protections.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (...changes: readonly SmallChange[]) => {
  const view = viewPlan(smallPlan(changes));
  return decisionLines([...exposureDecisions(view), ...protectionDecisions(view)]);
};

const ALL = { cidr_blocks: ["0.0.0.0/0"], from_port: 0, to_port: 0, protocol: "-1" };
const INSIDE = { cidr_blocks: ["10.0.0.0/8"], from_port: 443, to_port: 443, protocol: "tcp" };

describe("what a network lets in and out", () => {
  it("is told where a group that was there lets all out, and not where it is new", () => {
    const address = "aws_security_group.x";
    assert.deepEqual(lines({ address, before: { egress: [INSIDE] }, after: { egress: [ALL] } }), [
      "protection: aws_security_group.x lets all out to the internet: 0.0.0.0/0 on every port.",
    ]);
    assert.deepEqual(lines({ address, actions: ["create"], after: { egress: [ALL], ingress: [] } }), []);
  });

  it("is told of a new rule for a group that was there, and not for one of the plan", () => {
    const rule = (unknown: object): SmallChange => ({
      address: "aws_vpc_security_group_egress_rule.x",
      actions: ["create"],
      after: {
        security_group_id: "sg-1",
        cidr_ipv4: "0.0.0.0/0",
        ip_protocol: "tcp",
        from_port: 25,
        to_port: 25,
      },
      unknown,
    });
    assert.deepEqual(lines(rule({})), [
      "protection: aws_vpc_security_group_egress_rule.x lets all out to the internet: 0.0.0.0/0 on port 25.",
    ]);
    assert.deepEqual(lines(rule({ security_group_id: true })), []);
  });

  it("is told of a rule of a network ACL that allows, and not of one that denies or speaks of the way out", () => {
    const rule = (more: object, unknown: object = {}) =>
      lines({
        address: "aws_network_acl_rule.x",
        unknown,
        actions: ["create"],
        after: { cidr_block: "0.0.0.0/0", protocol: "-1", rule_action: "allow", egress: false, ...more },
      });
    assert.deepEqual(rule({}), [
      "public: aws_network_acl_rule.x lets the whole internet in: 0.0.0.0/0 on every port.",
    ]);
    assert.deepEqual(rule({ rule_action: "deny" }), []);
    assert.deepEqual(rule({ egress: true }), []);
    assert.deepEqual(rule({}, { network_acl_id: true }), []);
  });

  it("is told where subnets that were there are connected with the internet", () => {
    const route = (gateway_id: string, unknown: object = {}) =>
      lines({
        address: "aws_route.x",
        actions: ["create"],
        after: { destination_cidr_block: "0.0.0.0/0", gateway_id },
        unknown,
      });
    assert.deepEqual(route("igw-1"), [
      "public: aws_route.x connects the subnets of its route table with the internet.",
    ]);
    assert.deepEqual(route("vgw-1"), []);
    assert.deepEqual(route("igw-1", { route_table_id: true }), []);
  });
});
