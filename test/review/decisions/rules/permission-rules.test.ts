import assert from "node:assert/strict";
import { ruleLines } from "./rule-lines.ts";

describe("the rules about who may do what", () => {
  for (const [type, before, after, said] of [
    [
      "aws_iam_instance_profile",
      { role: "reader" },
      { role: "admin" },
      [
        "iam: aws_iam_instance_profile.x gives what runs with it another role: it may be allowed more (role: reader → admin).",
      ],
    ],
    [
      "aws_iam_access_key",
      { status: "Inactive" },
      { status: "Active" },
      ["iam: aws_iam_access_key.x works again (status: Inactive → Active)."],
    ],
    [
      "aws_iam_saml_provider",
      { saml_metadata_document: "<one/>" },
      { saml_metadata_document: "<other/>" },
      [
        "iam: aws_iam_saml_provider.x trusts another description of its provider, which says whose sign-ins count (saml_metadata_document: <one/> → <other/>).",
      ],
    ],
    [
      "aws_cognito_identity_pool_roles_attachment",
      { roles: { unauthenticated: "arn:aws:iam::111122223333:role/guest" } },
      { roles: { unauthenticated: "arn:aws:iam::111122223333:role/editor" } },
      [
        "iam: aws_cognito_identity_pool_roles_attachment.x gives another role to users who are not signed in (roles.unauthenticated: arn:aws:iam::111122223333:role/guest → arn:aws:iam::111122223333:role/editor).",
      ],
    ],
    [
      "aws_api_gateway_authorizer",
      { authorizer_uri: "arn:aws:lambda:eu-west-1:111122223333:function:check" },
      { authorizer_uri: "arn:aws:lambda:eu-west-1:111122223333:function:wave" },
      [
        "iam: aws_api_gateway_authorizer.x asks another function who may call (authorizer_uri: arn:aws:lambda:eu-west-1:111122223333:function:check → arn:aws:lambda:eu-west-1:111122223333:function:wave).",
      ],
    ],
    [
      "aws_api_gateway_authorizer",
      { authorizer_result_ttl_in_seconds: 0 },
      { authorizer_result_ttl_in_seconds: 3600 },
      [
        "iam: aws_api_gateway_authorizer.x takes a token for a longer time without asking again (authorizer_result_ttl_in_seconds: 0 → 3600).",
      ],
    ],
    [
      "aws_ram_resource_share",
      { allow_external_principals: false },
      { allow_external_principals: true },
      [
        "iam: aws_ram_resource_share.x may be shared with accounts outside of the organization (allow_external_principals: false → true).",
      ],
    ],
    [
      "aws_cloudwatch_event_api_destination",
      { invocation_endpoint: "https://shop.example.com/a" },
      { invocation_endpoint: "https://stall.example.org/a" },
      [
        "iam: aws_cloudwatch_event_api_destination.x sends what it gets to another host (invocation_endpoint: https://shop.example.com/a → https://stall.example.org/a).",
      ],
    ],
    [
      "aws_instance",
      { metadata_options: [{ http_tokens: "required" }] },
      { metadata_options: [{ http_tokens: "optional" }] },
      [
        "protection: aws_instance.x gives its role's credentials without a session token, as IMDSv1 does (metadata_options.http_tokens: required → optional).",
      ],
    ],
    [
      "aws_ecs_service",
      { enable_execute_command: false },
      { enable_execute_command: true },
      [
        "protection: aws_ecs_service.x lets commands be run in its containers (enable_execute_command: false → true).",
      ],
    ],
  ] as const) {
    it(said.join(" "), () => assert.deepEqual(ruleLines(type, before, after), said));
  }

  it("ask nothing of a destination at another path of its host", () => {
    assert.deepEqual(
      ruleLines(
        "aws_cloudwatch_event_api_destination",
        { invocation_endpoint: "https://shop.example.com/a" },
        { invocation_endpoint: "https://shop.example.com/b" },
      ),
      [],
    );
  });
});
