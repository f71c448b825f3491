import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { exposureDecisions } from "../../../review/decisions/exposure.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (change: SmallChange) => decisionLines(exposureDecisions(viewPlan(smallPlan([change]))));
const created = (type: string, after: object) => lines({ address: `${type}.x`, actions: ["create"], after });

describe("exposureDecisions", () => {
  it("finds a function that everybody can call", () => {
    assert.deepEqual(created("aws_lambda_function_url", { authorization_type: "NONE" }), [
      "public: aws_lambda_function_url.x can be called by everybody on the internet.",
    ]);
    assert.deepEqual(created("aws_lambda_function_url", { authorization_type: "AWS_IAM" }), []);
  });

  it("finds a block of public access that is loosened", () => {
    const before = { block_public_acls: true, block_public_policy: true };
    assert.deepEqual(
      lines({
        address: "aws_s3_bucket_public_access_block.x",
        before,
        after: { ...before, block_public_policy: false },
      }),
      [
        "public: aws_s3_bucket_public_access_block.x lets the bucket be made public: block_public_policy off.",
      ],
    );
  });

  it("finds a permission for everybody, unless it is limited", () => {
    assert.equal(created("aws_lambda_permission", { principal: "*" }).length, 1);
    assert.deepEqual(
      created("aws_lambda_permission", { principal: "*", source_account: "111122223333" }),
      [],
    );
    assert.deepEqual(created("aws_lambda_permission", { principal: "events.amazonaws.com" }), []);
  });

  it("names the ports that a security group opens to the internet, and not those that were open", () => {
    const ssh = { cidr_blocks: ["0.0.0.0/0"], from_port: 22, to_port: 22, protocol: "tcp" };
    const web = { ...ssh, from_port: 80, to_port: 443 };
    assert.deepEqual(
      lines({ address: "aws_security_group.x", before: { ingress: [web] }, after: { ingress: [web, ssh] } }),
      ["public: aws_security_group.x lets the whole internet in: 0.0.0.0/0 on port 22."],
    );
    assert.deepEqual(created("aws_security_group_rule", { ...ssh, type: "egress" }), []);
    assert.equal(
      created("aws_vpc_security_group_ingress_rule", { cidr_ipv6: "::/0", ip_protocol: "-1" }).length,
      1,
    );
  });

  it("finds a database that can be reached from the internet", () => {
    assert.deepEqual(
      lines({
        address: "aws_db_instance.x",
        before: { publicly_accessible: false },
        after: { publicly_accessible: true },
      }),
      ["public: aws_db_instance.x can be reached from the internet."],
    );
  });
});
