import assert from "node:assert/strict";
import { policyLines, policyOf, tlsOnly } from "./policy-lines.ts";

describe("the policy of a VPC endpoint", () => {
  const through = (Action: string) => ({
    policy: policyOf({ Effect: "Allow", Principal: "*", Action, Resource: "*" }),
  });
  const address = "aws_vpc_endpoint.e";

  it("lets through more, and nobody in from outside", () => {
    assert.deepEqual(policyLines({ address, before: through("s3:GetObject"), after: through("*") }), [
      "iam: aws_vpc_endpoint.e becomes broader: Lets everyone call every action on every resource (was s3:GetObject on every resource).",
    ]);
  });

  it("asks nothing of a new one, through which everything goes unless it says otherwise", () => {
    assert.deepEqual(policyLines({ address, actions: ["create"], after: through("*") }), []);
  });
});

describe("a policy of IoT", () => {
  it("is read as what its holder may do", () => {
    const may = (Action: string) => ({ policy: policyOf({ Effect: "Allow", Action, Resource: "*" }) });
    assert.deepEqual(
      policyLines({ address: "aws_iot_policy.p", before: may("iot:Connect"), after: may("iot:*") }),
      [
        "iam: aws_iot_policy.p becomes broader: Allows every action of iot on every resource (was iot:Connect on every resource).",
      ],
    );
  });
});

describe("a condition of a Deny that lets more pass", () => {
  it("is told as what holds, not as what no longer fails", () => {
    const invoke = { Principal: "*", Action: "execute-api:Invoke", Resource: "*" };
    const api = (...ranges: string[]) => ({
      policy: policyOf(
        { Effect: "Allow", ...invoke },
        { Effect: "Deny", ...invoke, Condition: { NotIpAddress: { "aws:SourceIp": ranges } } },
      ),
    });
    assert.deepEqual(
      policyLines({
        address: "aws_api_gateway_rest_api.a",
        before: api("203.0.113.0/24"),
        after: api("203.0.113.0/24", "0.0.0.0/0"),
      }),
      [
        "public: aws_api_gateway_rest_api.a becomes broader: Lets everyone call execute-api:Invoke on every resource if aws:SourceIp is in 0.0.0.0/0 or 203.0.113.0/24: no condition limits who.",
      ],
    );
  });
});

describe("a policy that lets in many other accounts", () => {
  it("names those that its sentence has no room for", () => {
    const accounts = [1, 2, 3, 4, 5, 6].map((digit) => String(digit).repeat(12));
    const policy = policyOf({
      Effect: "Allow",
      Principal: { AWS: accounts },
      Action: "s3:GetObject",
      Resource: "*",
    });
    const change = { address: "aws_s3_bucket_policy.p", before: { policy: tlsOnly("b") }, after: { policy } };
    assert.match(
      policyLines(change)[0] ?? "",
      /: the caller is in another account, such as 444444444444, 555555555555 and 666666666666\.$/,
    );
  });
});

describe("a control policy of an organization", () => {
  const all = { Effect: "Allow", Action: "*", Resource: "*" };
  const noLeaving = { Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" };
  const controls = (...statements: readonly object[]) => ({
    type: "SERVICE_CONTROL_POLICY",
    content: policyOf(...statements),
  });
  const address = "aws_organizations_policy.p";

  it("is a decision where it no longer denies something", () => {
    assert.deepEqual(policyLines({ address, before: controls(all, noLeaving), after: controls(all) }), [
      "iam: aws_organizations_policy.p becomes broader: No longer denies organizations:LeaveOrganization on every resource.",
    ]);
    assert.deepEqual(policyLines({ address, before: controls(all), after: controls(all, noLeaving) }), []);
  });

  it("allows nothing by itself where it is new", () => {
    assert.deepEqual(policyLines({ address, actions: ["create"], after: controls(all) }), []);
  });
});
