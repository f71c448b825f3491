import { type ProtectionRule, rule } from "../protection-rule.ts";
import { admits, down, from, gone, less, more, off } from "../weaker.ts";

const protection = rule.bind(null, "protection");

/** Cognito: who signs in, how, and for how long. */
export const SIGN_IN_RULES: readonly ProtectionRule[] = [
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
    "attack",
  ),
  protection(
    /^aws_cognito_user_pool$/,
    "user_pool_add_ons.advanced_security_mode",
    gone,
    "no longer stops sign-ins that look like an attack",
    "attack",
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
  protection(
    /^aws_cognito_user_pool$/,
    "password_policy.temporary_password_validity_days",
    more,
    "lets first passwords be used for a longer time",
  ),
  protection(
    /^aws_cognito_user_pool$/,
    "password_policy.password_history_size",
    less,
    "lets old passwords be used again",
  ),
  ...["pre_sign_up", "pre_authentication"].map((trigger) =>
    protection(
      /^aws_cognito_user_pool$/,
      `lambda_config.${trigger}`,
      gone,
      "no longer asks a function whom it lets in",
      "triggers",
    ),
  ),
  protection(
    /^aws_cognito_user_pool$/,
    "auto_verified_attributes",
    gone,
    "no longer checks that addresses belong to their users",
  ),
];
