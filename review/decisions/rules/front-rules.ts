import { type ProtectionRule, rule } from "../protection-rule.ts";
import { olderTls } from "../versions.ts";
import { blockGone, from, gone, off, to } from "../weaker.ts";

const protection = rule.bind(null, "protection");

/** What users meet first: distributions, load balancers, firewalls, and the encryption that they ask for. */
export const FRONT_RULES: readonly ProtectionRule[] = [
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
  protection(/^aws_cloudfront_distribution$/, "web_acl_id", gone, "is no longer behind a firewall"),
  protection(/^aws_cloudfront_distribution$/, "logging_config.bucket", gone, "no longer logs its calls"),
  protection(/^aws_lb$/, "access_logs.enabled", off, "no longer logs its calls"),
  protection(/^aws_wafv2_web_acl$/, "default_action.block", blockGone, "lets through what no rule speaks of"),
  protection(
    /^aws_cloudfront_distribution$/,
    "restrictions.geo_restriction.restriction_type",
    from("whitelist", "blacklist"),
    "serves every country",
  ),
  protection(
    /^aws_cloudfront_distribution$/,
    "default_cache_behavior.response_headers_policy_id",
    gone,
    "no longer adds the headers of its policy, which may protect browsers",
  ),
  protection(
    /^aws_lb_listener$/,
    "protocol",
    from("HTTPS", "TLS"),
    "takes connections without encryption",
    "encryption",
  ),
  protection(
    /^aws_(?:lb|alb)$/,
    "drop_invalid_header_fields",
    off,
    "passes on headers that are no valid ones",
  ),
];
