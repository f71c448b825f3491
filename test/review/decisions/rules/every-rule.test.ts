import assert from "node:assert/strict";
import { ENTRY_RULES } from "../../../../review/decisions/rules/entry-rules.ts";
import { EXPOSURE_RULES } from "../../../../review/decisions/rules/exposure-rules.ts";
import { PROTECTION_RULES } from "../../../../review/decisions/rules/protection-rules.ts";

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
});
