import { type ProtectionRule, rule } from "../protection-rule.ts";
import { gone, more, other } from "../weaker.ts";

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
];
