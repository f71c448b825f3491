import { otherHost } from "../addresses.ts";
import { type ProtectionRule, rule } from "../protection-rule.ts";
import { from, gone, more, on, other, to } from "../weaker.ts";

const iam = rule.bind(null, "iam");

/** Who may do what, apart from policies: bounds, roles and tokens. */
export const PERMISSION_RULES: readonly ProtectionRule[] = [
  iam(
    /^aws_iam_(?:role|user)$/,
    "permissions_boundary",
    other,
    "has another permissions boundary: it may allow more",
  ),
  iam(/^aws_iam_role$/, "max_session_duration", more, "can be taken for a longer time"),
  iam(/^aws_lambda_function$/, "role", other, "runs with another role: it may be allowed more"),
  iam(/^aws_sfn_state_machine$/, "role_arn", other, "runs with another role: it may be allowed more"),
  ...[
    [/^aws_cloudwatch_event_target$/, "role_arn"],
    [/^aws_pipes_pipe$/, "role_arn"],
    [/^aws_scheduler_schedule$/, "target.role_arn"],
  ].map(([type, path]) =>
    iam(type as RegExp, String(path), other, "calls its target with another role: it may be allowed more"),
  ),
  iam(
    /^aws_(?:apigatewayv2_route|api_gateway_method)$/,
    "authorization_scopes",
    gone,
    "takes every token of its authorizer: it no longer asks for a scope",
  ),
  iam(/^aws_apigatewayv2_authorizer$/, "jwt_configuration.issuer", other, "takes tokens of another issuer"),
  iam(
    /^aws_iam_instance_profile$/,
    "role",
    other,
    "gives what runs with it another role: it may be allowed more",
  ),
  iam(/^aws_ecs_task_definition$/, "task_role_arn", other, "runs with another role: it may be allowed more"),
  iam(/^aws_iam_access_key$/, "status", to("Active"), "works again"),
  iam(
    /^aws_iam_saml_provider$/,
    "saml_metadata_document",
    other,
    "trusts another description of its provider, which says whose sign-ins count",
  ),
  ...["authenticated", "unauthenticated"].map((who) =>
    iam(
      /^aws_cognito_identity_pool_roles_attachment$/,
      `roles.${who}`,
      other,
      `gives another role to users who are ${who === "authenticated" ? "" : "not "}signed in`,
    ),
  ),
  iam(
    /^aws_(?:apigatewayv2|api_gateway)_authorizer$/,
    "authorizer_uri",
    other,
    "asks another function who may call",
  ),
  iam(
    /^aws_api_gateway_authorizer$/,
    "authorizer_result_ttl_in_seconds",
    more,
    "takes a token for a longer time without asking again",
  ),
  iam(
    /^aws_ram_resource_share$/,
    "allow_external_principals",
    on,
    "may be shared with accounts outside of the organization",
  ),
  ...[
    [/^aws_cloudwatch_event_api_destination$/, "invocation_endpoint"],
    [/^aws_kinesis_firehose_delivery_stream$/, "http_endpoint_configuration.url"],
  ].map(([type, path]) => iam(type as RegExp, String(path), otherHost, "sends what it gets to another host")),
  rule(
    "protection",
    /^aws_(?:instance|launch_template)$/,
    "metadata_options.http_tokens",
    from("required"),
    "gives its role's credentials without a session token, as IMDSv1 does",
  ),
  rule(
    "protection",
    /^aws_ecs_service$/,
    "enable_execute_command",
    on,
    "lets commands be run in its containers",
  ),
];
