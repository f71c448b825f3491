import assert from "node:assert/strict";
import { ruleLines } from "./rule-lines.ts";

describe("the rules about APIs", () => {
  for (const [type, before, after, said] of [
    [
      "aws_api_gateway_stage",
      { client_certificate_id: "c1" },
      { client_certificate_id: null },
      [
        "protection: aws_api_gateway_stage.x no longer shows its certificate to what it calls (client_certificate_id: c1 → none).",
      ],
    ],
    [
      "aws_api_gateway_account",
      { cloudwatch_role_arn: "arn:aws:iam::111122223333:role/logs" },
      { cloudwatch_role_arn: null },
      [
        "protection: aws_api_gateway_account.x may no longer write the logs of any REST API (cloudwatch_role_arn: arn:aws:iam::111122223333:role/logs → none).",
      ],
    ],
    [
      "aws_api_gateway_method_settings",
      { settings: [{ cache_data_encrypted: true }] },
      { settings: [{ cache_data_encrypted: false }] },
      [
        "protection: aws_api_gateway_method_settings.x no longer encrypts the answers that it caches (settings.cache_data_encrypted: true → false).",
      ],
    ],
    [
      "aws_api_gateway_method_settings",
      { settings: [{ require_authorization_for_cache_control: true }] },
      { settings: [{ require_authorization_for_cache_control: false }] },
      [
        "protection: aws_api_gateway_method_settings.x lets every caller empty its cache (settings.require_authorization_for_cache_control: true → false).",
      ],
    ],
    [
      "aws_api_gateway_authorizer",
      { identity_validation_expression: "^Bearer " },
      { identity_validation_expression: "" },
      [
        "protection: aws_api_gateway_authorizer.x no longer refuses tokens by their form (identity_validation_expression: ^Bearer  → none).",
      ],
    ],
    [
      "aws_api_gateway_method",
      { request_validator_id: "v1" },
      { request_validator_id: "" },
      [
        "protection: aws_api_gateway_method.x no longer checks what it is sent (request_validator_id: v1 → none).",
      ],
    ],
    [
      "aws_api_gateway_request_validator",
      { validate_request_body: true, validate_request_parameters: true },
      { validate_request_body: false, validate_request_parameters: false },
      [
        "protection: aws_api_gateway_request_validator.x no longer checks what it is sent (validate_request_body: true → false).",
      ],
    ],
    [
      "aws_api_gateway_integration",
      { tls_config: [{ insecure_skip_verification: false }] },
      { tls_config: [{ insecure_skip_verification: true }] },
      [
        "protection: aws_api_gateway_integration.x no longer checks who answers what it calls (tls_config.insecure_skip_verification: false → true).",
      ],
    ],
    [
      "aws_api_gateway_integration",
      { uri: "https://shop.example.com/a" },
      { uri: "http://shop.example.com/a" },
      [
        "protection: aws_api_gateway_integration.x calls what is behind it without encryption (uri: https://shop.example.com/a → http://shop.example.com/a).",
      ],
    ],
    [
      "aws_apigatewayv2_integration",
      { integration_uri: "https://shop.example.com/a" },
      { integration_uri: "http://shop.example.com/a" },
      [
        "protection: aws_apigatewayv2_integration.x calls what is behind it without encryption (integration_uri: https://shop.example.com/a → http://shop.example.com/a).",
      ],
    ],
    [
      "aws_appsync_graphql_api",
      { introspection_config: "DISABLED", query_depth_limit: 5 },
      { introspection_config: "ENABLED", query_depth_limit: 0 },
      [
        "protection: aws_appsync_graphql_api.x tells its whole schema to every caller (introspection_config: DISABLED → ENABLED).",
        "protection: aws_appsync_graphql_api.x takes queries of any depth (query_depth_limit: 5 → 0).",
      ],
    ],
    [
      "aws_api_gateway_stage",
      { cache_cluster_enabled: true },
      { cache_cluster_enabled: false },
      [
        "capacity: aws_api_gateway_stage.x no longer caches answers: what is behind it gets every call (cache_cluster_enabled: true → false).",
      ],
    ],
    [
      "aws_apigatewayv2_route",
      { route_key: "GET /photos" },
      { route_key: "GET /pictures" },
      [
        "contract: aws_apigatewayv2_route.x serves another route: callers of the old one fail (route_key: GET /photos → GET /pictures).",
      ],
    ],
  ] as const) {
    it(said.join(" "), () => assert.deepEqual(ruleLines(type, before, after), said));
  }

  it("ask nothing of an API whose integration goes over to a function", () => {
    assert.deepEqual(
      ruleLines(
        "aws_apigatewayv2_integration",
        { integration_uri: "https://shop.example.com" },
        { integration_uri: "arn:aws:lambda:eu-west-1:111122223333:function:shop" },
      ),
      [],
    );
  });
});
