import assert from "node:assert/strict";
import { ruleLines } from "./rule-lines.ts";

describe("the rules about signing in", () => {
  for (const [type, before, after, said] of [
    [
      "aws_cognito_user_pool",
      { password_policy: [{ temporary_password_validity_days: 1 }] },
      { password_policy: [{ temporary_password_validity_days: 30 }] },
      [
        "protection: aws_cognito_user_pool.x lets first passwords be used for a longer time (password_policy.temporary_password_validity_days: 1 → 30).",
      ],
    ],
    [
      "aws_cognito_user_pool",
      { password_policy: [{ password_history_size: 5 }] },
      { password_policy: [{ password_history_size: 0 }] },
      [
        "protection: aws_cognito_user_pool.x lets old passwords be used again (password_policy.password_history_size: 5 → 0).",
      ],
    ],
    [
      "aws_cognito_user_pool",
      { lambda_config: [{ pre_sign_up: "arn:aws:lambda:eu-west-1:111122223333:function:check" }] },
      { lambda_config: [] },
      [
        "protection: aws_cognito_user_pool.x no longer asks a function whom it lets in (lambda_config.pre_sign_up: arn:aws:lambda:eu-west-1:111122223333:function:check → none).",
      ],
    ],
    [
      "aws_cognito_user_pool",
      { user_pool_add_ons: [{ advanced_security_mode: "ENFORCED" }] },
      { user_pool_add_ons: [] },
      [
        "protection: aws_cognito_user_pool.x no longer stops sign-ins that look like an attack (user_pool_add_ons.advanced_security_mode: ENFORCED → none).",
      ],
    ],
    [
      "aws_cognito_user_pool",
      { auto_verified_attributes: ["email"] },
      { auto_verified_attributes: [] },
      [
        "protection: aws_cognito_user_pool.x no longer checks that addresses belong to their users (auto_verified_attributes: email → none).",
      ],
    ],
  ] as const) {
    it(said.join(" "), () => assert.deepEqual(ruleLines(type, before, after), said));
  }

  it("ask nothing of a user pool that calls a function after a sign-in no more", () => {
    assert.deepEqual(
      ruleLines(
        "aws_cognito_user_pool",
        { lambda_config: [{ post_authentication: "arn:aws:lambda:eu-west-1:111122223333:function:greet" }] },
        { lambda_config: [] },
      ),
      [],
    );
  });
});
