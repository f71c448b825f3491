import { type ProtectionRule, rule } from "../protection-rule.ts";
import { admits, blockGone, down, from, gone, less, more, off, olderTls, on, to } from "../weaker.ts";

const protection = rule.bind(null, "protection");
const API_STAGE = /^aws_(?:apigatewayv2|api_gateway)_stage$/;

/** What users meet: APIs, distributions, load balancers, firewalls and sign-in. */
export const FRONT_RULES: readonly ProtectionRule[] = [
  protection(API_STAGE, "access_log_settings.destination_arn", gone, "no longer logs its calls"),
  protection(/^aws_api_gateway_stage$/, "xray_tracing_enabled", off, "is no longer traced"),
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
  ...[
    [/^aws_api_gateway_domain_name$/, "security_policy"],
    [/^aws_apigatewayv2_domain_name$/, "domain_name_configuration.security_policy"],
    [/^aws_cloudfront_distribution$/, "viewer_certificate.minimum_protocol_version"],
    [/^aws_(?:opensearch|elasticsearch)_domain$/, "domain_endpoint_options.tls_security_policy"],
    [/^aws_lb_listener$/, "ssl_policy"],
    [/^aws_transfer_server$/, "security_policy_name"],
  ].map(([type, path]) =>
    protection(type as RegExp, String(path), olderTls, "takes connections with an older encryption"),
  ),
  protection(
    /^aws_cloudfront_distribution$/,
    "default_cache_behavior.viewer_protocol_policy",
    to("allow-all"),
    "can be called without encryption",
  ),
  protection(/^aws_cloudfront_distribution$/, "enabled", off, "is switched off: nobody is served"),
  protection(/^aws_api_gateway_api_key$/, "enabled", off, "is switched off: whoever has it is refused"),
  protection(/^aws_cloudfront_distribution$/, "web_acl_id", gone, "is no longer behind a firewall"),
  protection(/^aws_cloudfront_distribution$/, "logging_config.bucket", gone, "no longer logs its calls"),
  protection(
    /^aws_cloudfront_distribution$/,
    "origin.origin_access_control_id",
    gone,
    "no longer signs what it asks of its origin: only an open origin answers",
  ),
  protection(
    /^aws_cloudfront_distribution$/,
    "origin.custom_origin_config.origin_protocol_policy",
    from("https-only"),
    "may call its origin without encryption",
  ),
  protection(/^aws_lb$/, "access_logs.enabled", off, "no longer logs its calls"),
  protection(/^aws_wafv2_web_acl$/, "default_action.block", blockGone, "lets through what no rule speaks of"),
  protection(/^aws_appsync_graphql_api$/, "xray_enabled", off, "is no longer traced"),
  protection(
    /^aws_appsync_graphql_api$/,
    "log_config.cloudwatch_logs_role_arn",
    gone,
    "no longer logs its calls",
  ),
  protection(
    /^aws_cognito_user_pool$/,
    "mfa_configuration",
    down("ON", "OPTIONAL", "OFF"),
    "no longer asks everybody for a second factor",
  ),
  protection(/^aws_cognito_user_pool$/, "password_policy.minimum_length", less, "takes shorter passwords"),
  ...["lowercase", "uppercase", "numbers", "symbols"].map((kind) =>
    protection(
      /^aws_cognito_user_pool$/,
      `password_policy.require_${kind}`,
      off,
      "takes simpler passwords",
      "simpler passwords",
    ),
  ),
  protection(
    /^aws_cognito_user_pool$/,
    "user_pool_add_ons.advanced_security_mode",
    down("ENFORCED", "AUDIT", "OFF"),
    "no longer stops sign-ins that look like an attack",
  ),
  protection(
    /^aws_cognito_user_pool_client$/,
    "prevent_user_existence_errors",
    from("ENABLED"),
    "tells strangers which users there are",
  ),
  ...["refresh", "access", "id"].map((kind) =>
    protection(
      /^aws_cognito_user_pool_client$/,
      `${kind}_token_validity`,
      more,
      "gives tokens that are valid for a longer time",
      "tokens",
    ),
  ),
  protection(
    /^aws_cognito_user_pool_client$/,
    "enable_token_revocation",
    off,
    "no longer lets tokens be revoked",
  ),
  ...["ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH"].map((flow) =>
    protection(
      /^aws_cognito_user_pool_client$/,
      "explicit_auth_flows",
      admits(flow),
      "takes passwords as they are, without SRP",
    ),
  ),
];
