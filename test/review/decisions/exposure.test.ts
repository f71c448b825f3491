import assert from "node:assert/strict";
import { viewPlan } from "../../../review/changes/plan-view.ts";
import { exposureDecisions } from "../../../review/decisions/exposure.ts";
import { type SmallChange, smallPlan } from "../small-plan.ts";
import { decisionLines } from "./decision-lines.ts";

const lines = (...changes: readonly SmallChange[]) =>
  decisionLines(exposureDecisions(viewPlan(smallPlan(changes))));
const updated = (type: string, before: object, after: object) =>
  lines({ address: `${type}.x`, before, after });
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

  it("names the ports that a security group opens to the internet, and not those that were open", () => {
    const ssh = { cidr_blocks: ["0.0.0.0/0"], from_port: 22, to_port: 22, protocol: "tcp" };
    const web = { ...ssh, from_port: 80, to_port: 443 };
    assert.deepEqual(
      lines({ address: "aws_security_group.x", before: { ingress: [web] }, after: { ingress: [web, ssh] } }),
      ["public: aws_security_group.x lets the whole internet in: 0.0.0.0/0 on port 22."],
    );
    assert.deepEqual(
      updated("aws_security_group", { ingress: [web] }, { ingress: [{ ...web, from_port: 443 }] }),
      [],
    );
    assert.deepEqual(
      created("aws_vpc_security_group_ingress_rule", {
        cidr_ipv4: "0.0.0.0/1",
        from_port: 5432,
        to_port: 5432,
        ip_protocol: "tcp",
      }),
      ["public: aws_vpc_security_group_ingress_rule.x lets the whole internet in: 0.0.0.0/1 on port 5432."],
    );
    assert.deepEqual(
      created("aws_vpc_security_group_ingress_rule", { cidr_ipv4: "10.0.0.0/8", ip_protocol: "-1" }),
      [],
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

  for (const [type, before, after, line] of [
    [
      "aws_apigatewayv2_route",
      { authorization_type: "JWT" },
      { authorization_type: "NONE" },
      "can be called without authorization",
    ],
    [
      "aws_api_gateway_method",
      { authorization: "NONE", api_key_required: true },
      { authorization: "NONE", api_key_required: false },
      "can be called without an API key",
    ],
    [
      "aws_apigatewayv2_api",
      { disable_execute_api_endpoint: true },
      { disable_execute_api_endpoint: false },
      "can be called at its default address too, past its own domain",
    ],
    [
      "aws_api_gateway_rest_api",
      { endpoint_configuration: [{ types: ["PRIVATE"] }] },
      { endpoint_configuration: [{ types: ["REGIONAL"] }] },
      "can be reached from the internet",
    ],
    [
      "aws_lambda_function_url",
      { cors: [{ allow_origins: ["https://app.example.com"] }] },
      { cors: [{ allow_origins: ["*"] }] },
      "lets the pages of every site call it (CORS)",
    ],
    [
      "aws_s3_bucket_cors_configuration",
      { cors_rule: [{ allowed_origins: ["https://app.example.com"] }] },
      { cors_rule: [{ allowed_origins: ["https://app.example.com"] }, { allowed_origins: ["*"] }] },
      "lets the pages of every site call it (CORS)",
    ],
    [
      "aws_cognito_identity_pool",
      { allow_unauthenticated_identities: false },
      { allow_unauthenticated_identities: true },
      "gives credentials to everybody, without a sign-in",
    ],
    [
      "aws_cloudwatch_event_permission",
      { principal: "111122223333" },
      { principal: "*" },
      "lets every account send events to the bus",
    ],
    [
      "aws_s3_bucket_acl",
      {},
      {
        access_control_policy: [
          { grant: [{ grantee: [{ uri: "http://acs.amazonaws.com/groups/global/AllUsers" }] }] },
        ],
      },
      "gives everybody access to the bucket",
    ],
  ] as const) {
    it(`says that an ${type} ${line}`, () => {
      assert.deepEqual(updated(type, before, after), [`public: ${type}.x ${line}.`]);
      assert.deepEqual(updated(type, after, before), [], "the other way it closes");
    });
  }

  it("finds a new route without authorization where others ask for it", () => {
    const route = (route_key: string, authorization_type: string, action: string): SmallChange => ({
      address: `aws_apigatewayv2_route.${action}`,
      actions: [action],
      before: action === "create" ? null : { api_id: "a", route_key, authorization_type },
      after: { api_id: "a", route_key, authorization_type },
    });
    const closed = route("GET /orders", "JWT", "no-op");
    assert.deepEqual(lines(route("POST /admin", "NONE", "create"), closed), [
      "public: aws_apigatewayv2_route.create can be called without authorization, which other routes of its API ask for.",
    ]);
    assert.deepEqual(lines(route("OPTIONS /admin", "NONE", "create"), closed), []);
    assert.deepEqual(lines(route("POST /admin", "NONE", "create"), route("GET /", "NONE", "no-op")), []);
    assert.deepEqual(lines(route("send", "NONE", "create"), route("$connect", "AWS_IAM", "no-op")), []);
  });

  it("finds an access point that can be made public, new or not", () => {
    const block = (block_public_policy: boolean) => ({
      public_access_block_configuration: [{ block_public_policy }],
    });
    const said = ["public: aws_s3_access_point.x can be made public: block_public_policy off."];
    assert.deepEqual(created("aws_s3_access_point", block(false)), said);
    assert.deepEqual(updated("aws_s3_access_point", block(true), block(false)), said);
    assert.deepEqual(updated("aws_s3_access_point", block(false), block(true)), []);
  });

  for (const [type, before, after, text] of [
    [
      "aws_appsync_graphql_api",
      { additional_authentication_provider: [] },
      { additional_authentication_provider: [{ authentication_type: "API_KEY" }] },
      "can be called by everybody who has its API key",
    ],
    [
      "aws_msk_cluster",
      { client_authentication: [{ unauthenticated: false }] },
      { client_authentication: [{ unauthenticated: true }] },
      "takes clients without authentication",
    ],
    [
      "aws_opensearchserverless_security_policy",
      { policy: '[{"AllowFromPublic":false}]' },
      { policy: '[{"AllowFromPublic":true}]' },
      "can be reached from the internet",
    ],
    [
      "aws_elasticache_user",
      { no_password_required: false },
      { no_password_required: true },
      "can sign in without a password",
    ],
    [
      "aws_transfer_server",
      { endpoint_type: "VPC" },
      { endpoint_type: "PUBLIC" },
      "can be reached from the internet",
    ],
    [
      "aws_subnet",
      { map_public_ip_on_launch: false },
      { map_public_ip_on_launch: true },
      "gives addresses of the internet to what starts in it",
    ],
  ] as const) {
    it(`finds a ${type} that ${text}`, () => {
      assert.deepEqual(updated(type, before, after), [`public: ${type}.x ${text}.`]);
      assert.deepEqual(updated(type, after, before), []);
    });
  }
});
