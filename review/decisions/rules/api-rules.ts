import { noLongerHttps } from "../addresses.ts";
import { type ProtectionRule, rule } from "../protection-rule.ts";
import { down, from, gone, noMore, off, on, other, to } from "../weaker.ts";

const protection = rule.bind(null, "protection");
const API_STAGE = /^aws_(?:apigatewayv2|api_gateway)_stage$/;

/** API Gateway and AppSync. */
export const API_RULES: readonly ProtectionRule[] = [
  protection(API_STAGE, "access_log_settings.destination_arn", gone, "no longer logs its calls"),
  ...["burst", "rate"].map((kind) =>
    protection(
      /^aws_apigatewayv2_stage$/,
      `default_route_settings.throttling_${kind}_limit`,
      gone,
      "no longer limits how many requests come in",
      "throttle",
    ),
  ),
  protection(
    /^aws_api_gateway_method_settings$/,
    "settings.logging_level",
    down("INFO", "ERROR"),
    "writes fewer logs",
  ),
  protection(
    /^aws_api_gateway_method_settings$/,
    "settings.logging_level",
    from("INFO", "ERROR"),
    "no longer writes logs",
  ),
  protection(
    /^aws_api_gateway_method_settings$/,
    "settings.metrics_enabled",
    off,
    "no longer counts its calls",
  ),
  protection(
    /^aws_api_gateway_method_settings$/,
    "settings.data_trace_enabled",
    on,
    "writes whole requests and answers into its logs, with all that is in them",
  ),
  ...["burst", "rate"].map((kind) =>
    protection(
      /^aws_api_gateway_method_settings$/,
      `settings.throttling_${kind}_limit`,
      to(-1),
      "no longer limits how many requests come in",
      "throttle",
    ),
  ),
  protection(
    /^aws_api_gateway_usage_plan$/,
    "quota_settings.limit",
    gone,
    "no longer limits how many requests a key may send",
  ),
  ...["burst", "rate"].map((kind) =>
    protection(
      /^aws_api_gateway_usage_plan$/,
      `throttle_settings.${kind}_limit`,
      gone,
      "no longer limits how many requests a key may send at once",
      "throttle",
    ),
  ),
  protection(/^aws_api_gateway_api_key$/, "enabled", off, "is switched off: whoever has it is refused"),
  protection(/^aws_appsync_graphql_api$/, "xray_enabled", off, "is no longer traced"),
  protection(
    /^aws_appsync_graphql_api$/,
    "log_config.cloudwatch_logs_role_arn",
    gone,
    "no longer logs its calls",
  ),
  protection(/^aws_api_gateway_stage$/, "xray_tracing_enabled", off, "is no longer traced"),
  protection(
    /^aws_api_gateway_stage$/,
    "client_certificate_id",
    gone,
    "no longer shows its certificate to what it calls",
  ),
  protection(
    /^aws_api_gateway_account$/,
    "cloudwatch_role_arn",
    gone,
    "may no longer write the logs of any REST API",
  ),
  protection(
    /^aws_api_gateway_method_settings$/,
    "settings.cache_data_encrypted",
    off,
    "no longer encrypts the answers that it caches",
    "encryption",
  ),
  protection(
    /^aws_api_gateway_method_settings$/,
    "settings.require_authorization_for_cache_control",
    off,
    "lets every caller empty its cache",
  ),
  protection(
    /^aws_api_gateway_authorizer$/,
    "identity_validation_expression",
    gone,
    "no longer refuses tokens by their form",
  ),
  protection(/^aws_api_gateway_method$/, "request_validator_id", gone, "no longer checks what it is sent"),
  ...["body", "parameters"].map((part) =>
    protection(
      /^aws_api_gateway_request_validator$/,
      `validate_request_${part}`,
      off,
      "no longer checks what it is sent",
      "validation",
    ),
  ),
  protection(
    /^aws_api_gateway_integration$/,
    "tls_config.insecure_skip_verification",
    on,
    "no longer checks who answers what it calls",
  ),
  protection(
    /^aws_apigatewayv2_integration$/,
    "integration_uri",
    noLongerHttps,
    "calls what is behind it without encryption",
  ),
  protection(
    /^aws_api_gateway_integration$/,
    "uri",
    noLongerHttps,
    "calls what is behind it without encryption",
  ),
  rule(
    "contract",
    /^aws_apigatewayv2_route$/,
    "route_key",
    other,
    "serves another route: callers of the old one fail",
  ),
  protection(
    /^aws_appsync_graphql_api$/,
    "introspection_config",
    from("DISABLED"),
    "tells its whole schema to every caller",
  ),
  protection(/^aws_appsync_graphql_api$/, "query_depth_limit", noMore, "takes queries of any depth"),
];
