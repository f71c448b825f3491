import assert from "node:assert/strict";
import { ENTRY_RULES } from "../../../../review/decisions/rules/entry-rules.ts";
import { EXPOSURE_RULES } from "../../../../review/decisions/rules/exposure-rules.ts";
import { PROTECTION_RULES } from "../../../../review/decisions/rules/protection-rules.ts";
import { isSecretName } from "../../../../review/plan/credentials.ts";

const VALUES = [
  ...[true, false, null, undefined, "", 0, -1, 1, 300, [], ["a"], "NONE", "arn:aws:kms:eu-west-1:1:key/k"],
  ...["Enabled", "ENABLED", "DISABLED", "INFO", "OFF", "ON", "Active", "public-read", "alias/aws/sqs", ["*"]],
];

const rules = [
  ...[...PROTECTION_RULES, ...ENTRY_RULES].map(({ type, path, weaker }) => ({ type, path, found: weaker })),
  ...EXPOSURE_RULES.map(({ type, path, opens }) => ({ type, path, found: opens })),
];

describe("every rule about one setting", () => {
  for (const isNested of [true, false]) {
    it(`asks nothing where ${isNested ? "a block" : "a resource"} stays as it is, or shows after apply only`, () => {
      for (const { type, path, found } of rules) {
        for (const before of VALUES) {
          const at = `${type.source} ${path} ${JSON.stringify(before)}`;
          assert.equal(found({ before, after: before, unknown: false, isNested }), false, at);
          assert.equal(found({ before, after: undefined, unknown: true, isNested }), false, at);
        }
      }
    });
  }

  it("asks nothing where nothing is written in another way", () => {
    const nothing = [false, null, undefined, ""];
    for (const { type, path, found } of rules) {
      for (const before of nothing) {
        for (const after of [null, undefined, ""]) {
          const at = `${type.source} ${path} ${JSON.stringify([before, after])}`;
          assert.equal(found({ before, after, unknown: false, isNested: false }), false, at);
        }
      }
    }
  });

  it("looks at nothing that is masked as a secret, but at flags, numbers, ARNs and whether it is there", () => {
    const masked = rules.filter(({ path }) => path.split(".").some(isSecretName)).map(({ path }) => path);
    assert.deepEqual([...new Set(masked)].sort(), [
      ...["api_key_required", "auth_token", "enable_token_revocation", "manage_master_user_password"],
      ...["max_password_age", "minimum_password_length", "no_password_required"],
      ...["password_policy.password_history_size", "password_policy.temporary_password_validity_days"],
      "password_reuse_prevention",
    ]);
  });
});
