import assert from "node:assert/strict";
import type { Json } from "../../../review/plan/json.ts";
import { comparePolicies } from "../../../review/policies/compare-policies.ts";
import { allow, policyOf } from "./allow-statement.ts";

const GOOD = policyOf(allow("s3:GetObject", "*"));

function nested(depth: number): Json {
  let value: Json = "s3:GetObject";
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

const BROKEN: Readonly<Record<string, Json>> = {
  "a text": "s3:*",
  "a number": 7,
  "a list": [],
  "an object without statements": { Version: "2012-10-17" },
  "a statement that is none": policyOf("s3:*"),
  "an effect in another case": policyOf({ Effect: "allow", Action: "s3:*", Resource: "*" }),
  "no action": policyOf({ Effect: "Allow", Resource: "*" }),
  "an action and its opposite": policyOf(allow("s3:*", "*", { NotAction: "s3:*" })),
  "an element nobody knows": policyOf(allow("s3:*", "*", { Conditions: {} })),
  "a condition without keys": policyOf(allow("s3:*", "*", { Condition: { Bool: "true" } })),
  "a principal of no type": policyOf(allow("s3:*", "*", { Principal: { Robot: "r" } })),
  prototypes: JSON.parse('{"__proto__":{"Statement":[]},"Statement":[{"__proto__":1,"constructor":2}]}'),
  "actions in ten thousand lists": policyOf(allow(nested(10_000), "*")),
  "a pattern longer than any ARN": policyOf(allow("s3:*", "a*".repeat(2_000))),
  "more statements than AWS takes": policyOf(...Array.from({ length: 2_000 }, () => allow("s3:*", "*"))),
  "more actions than AWS takes": policyOf(
    allow(
      Array.from({ length: 9_000 }, (_, index) => `s3:Get${index}`),
      "*",
    ),
  ),
};

describe("comparePolicies, of what is no policy", () => {
  for (const [what, broken] of Object.entries(BROKEN)) {
    it(`does not decide about ${what}`, () => {
      for (const [before, after] of [
        [broken, GOOD],
        [GOOD, broken],
        [undefined, broken],
      ]) {
        const { same, decided, alarms } = comparePolicies(before, after, { kind: "identity" });
        assert.deepEqual(
          { same, decided, last: alarms.at(-1)?.kind },
          { same: false, decided: false, last: "unknown" },
        );
      }
    });
  }

  it("does not decide about a condition it does not know, unless it is the same", () => {
    const policy = (value: string) =>
      policyOf(allow("s3:*", "*", { Condition: { Sounds: { "aws:x": value } } }));
    assert.equal(comparePolicies(policy("a"), policy("a"), { kind: "identity" }).same, true);
    const { decided, gained } = comparePolicies(policy("a"), policy("b"), { kind: "identity" });
    assert.deepEqual({ decided, gained: gained.length }, { decided: false, gained: 1 });
  });

  it("gives up where it would take long", () => {
    const policy = (action: string, resource: string) =>
      policyOf(
        ...Array.from({ length: 300 }, (_, index) =>
          allow(`s3:${action}${index}*`, `arn:*${index}${resource}`),
        ),
      );
    const { decided, alarms } = comparePolicies(policy("Get*", "*b*"), policy("*", "*c"), {
      kind: "identity",
    });
    assert.deepEqual(
      { decided, kinds: alarms.map(({ kind }) => kind) },
      { decided: false, kinds: ["unknown"] },
    );
  });
});
