import assert from "node:assert/strict";
import type { Json } from "../../../review/plan/json.ts";
import { comparePolicies, type PolicyContext } from "../../../review/policies/compare-policies.ts";
import { allow, deny, policyOf } from "./allow-statement.ts";

const IDENTITY: PolicyContext = { kind: "identity", account: "111122223333" };
const OBJECTS = "arn:aws:s3:::docs/*";
const compare = (before: Json | undefined, after: Json | undefined) =>
  comparePolicies(before, after, IDENTITY);

describe("comparePolicies", () => {
  const same: readonly (readonly [string, Json, Json])[] = [
    [
      "order",
      allow(["s3:GetObject", "s3:PutObject"], OBJECTS),
      allow(["s3:PutObject", "s3:GetObject"], OBJECTS),
    ],
    ["the case of actions", allow("s3:GetObject", OBJECTS), allow("S3:getobject", OBJECTS)],
    ["a list of one", allow("s3:GetObject", OBJECTS), allow(["s3:GetObject"], [OBJECTS])],
    ["a Sid", allow("s3:GetObject", OBJECTS, { Sid: "A" }), allow("s3:GetObject", OBJECTS, { Sid: "B" })],
    [
      "what a wildcard covers",
      allow("s3:Get*", OBJECTS),
      allow(["s3:GetObject", "s3:Get*"], [OBJECTS, `${OBJECTS}in/*`]),
    ],
    [
      "the case of a condition's key",
      allow("s3:*", "*", { Condition: { Bool: { "aws:x": "true" } } }),
      allow("s3:*", "*", { Condition: { bool: { "AWS:X": true } } }),
    ],
    ["every action written twice", allow("*", "*"), allow("*:*", "**")],
  ];
  for (const [what, before, after] of same) {
    it(`finds no difference in ${what}`, () => {
      const comparison = compare(policyOf(before), policyOf(after));
      assert.deepEqual(comparison, {
        same: true,
        gained: [],
        lost: [],
        alarms: [],
        statements: [],
        decided: true,
      });
    });
  }

  it("finds no difference in a statement alone or in a list, split or whole", () => {
    const whole = {
      Version: "2012-10-17",
      Statement: allow(["s3:GetObject", "sqs:SendMessage"], ["a", "b"]),
    };
    const split = policyOf(
      allow("s3:GetObject", ["b", "a"]),
      allow("sqs:SendMessage", "a"),
      allow("sqs:*Message", "b"),
    );
    assert.equal(compare(whole, policyOf(whole.Statement)).same, true);
    assert.deepEqual(
      compare(whole, split).gained.map(({ actions, resources }) => [actions, resources]),
      [[["sqs:*Message"], ["b"]]],
    );
    assert.deepEqual(compare(whole, split).lost, []);
  });

  it("says what is gained once, with what there was", () => {
    const { gained, lost, alarms, statements } = compare(
      policyOf(
        allow("logs:PutLogEvents", "*"),
        allow("s3:PutObject", `${OBJECTS.slice(0, -1)}in/*`, { Sid: "Write" }),
      ),
      policyOf(allow("s3:*", "*", { Sid: "Write" }), allow("logs:PutLogEvents", "*")),
    );
    assert.deepEqual(gained, [
      {
        principals: [],
        actions: ["s3:*"],
        resources: ["*"],
        conditions: [],
        shared: ["s3:PutObject on arn:aws:s3:::docs/in/*"],
      },
    ]);
    assert.deepEqual(lost, []);
    assert.deepEqual(alarms, [
      {
        kind: "whole-service",
        text: "Allows every action of s3 on every resource (was s3:PutObject on arn:aws:s3:::docs/in/*)",
      },
    ]);
    assert.deepEqual(
      statements.map(({ kind, sid }) => [kind, sid]),
      [["changed", "Write"]],
    );
  });

  it("says what stays of what is lost, and alarms nobody", () => {
    const { gained, lost, alarms, decided } = compare(
      policyOf(allow("s3:GetObject", OBJECTS)),
      policyOf(allow("s3:GetObject", "arn:aws:s3:::docs/in/*")),
    );
    assert.deepEqual({ gained, alarms, decided }, { gained: [], alarms: [], decided: true });
    assert.deepEqual(
      lost.map(({ resources, shared }) => [resources, shared]),
      [[[OBJECTS], ["s3:GetObject on arn:aws:s3:::docs/in/*"]]],
    );
  });

  it("finds that exceptions and what they spare are everything", () => {
    const notS3 = { Effect: "Allow", NotAction: "s3:*", Resource: "*" };
    assert.equal(compare(policyOf(notS3, allow("S3:*", "*")), policyOf(allow("*", "*"))).same, true);
    const { gained } = compare(policyOf(allow("s3:*", "*")), policyOf(notS3));
    assert.deepEqual(
      gained.map(({ actions }) => actions),
      [["not s3:*"]],
    );
  });

  it("takes a variable for one text and not for others", () => {
    const [home, all, alice] = ["${aws:username}/*", "*", "alice/*"].map(
      (path) => `arn:aws:s3:::docs/${path}`,
    );
    const reads = (resource: string | undefined) => policyOf(allow("s3:GetObject", resource ?? ""));
    assert.deepEqual(compare(reads(all), reads(home)).gained, []);
    assert.equal(compare(reads(home), reads(all)).gained.length, 1);
    assert.equal(compare(reads(home), reads(alice)).gained.length, 1);
    const old = { Version: "2008-10-17", Statement: [allow("s3:GetObject", home)] };
    assert.equal(
      compare(old, reads(home)).gained.length,
      1,
      "where the version has no variables, it is a text",
    );
  });

  it("does not decide what NotPrincipal spares from a Deny", () => {
    const bucket = (user: string) =>
      policyOf({
        Effect: "Deny",
        NotPrincipal: { AWS: `arn:aws:iam::111122223333:user/${user}` },
        Action: "*",
        Resource: "*",
      });
    assert.equal(comparePolicies(bucket("a"), bucket("b"), { kind: "resource" }).decided, false);
    assert.equal(comparePolicies(bucket("a"), bucket("a"), { kind: "resource" }).same, true);
  });

  it("says nothing of a policy there never was, and reports a new one's grants", () => {
    assert.equal(compare(undefined, undefined).same, true);
    const { gained, alarms, statements } = compare(undefined, policyOf(allow("s3:GetObject", OBJECTS)));
    assert.equal(gained.length, 1);
    assert.deepEqual(alarms, []);
    assert.deepEqual(
      statements.map(({ kind }) => kind),
      ["added"],
    );
  });

  it("knows that a denial removed allows again", () => {
    const allows = allow("s3:*", OBJECTS);
    const { gained, alarms } = compare(policyOf(allows, deny("s3:Delete*", "*")), policyOf(allows));
    assert.deepEqual(
      gained.map(({ actions, resources }) => [actions, resources]),
      [[["s3:Delete*"], [OBJECTS]]],
    );
    assert.deepEqual(alarms, [
      { kind: "deny-removed", text: "No longer denies s3:Delete* on every resource" },
    ]);
  });

  it("gains nothing where a Deny forbids it", () => {
    const denies = deny("s3:*", OBJECTS);
    const { gained, alarms } = compare(policyOf(denies), policyOf(denies, allow("s3:GetObject", OBJECTS)));
    assert.deepEqual({ gained, alarms }, { gained: [], alarms: [] });
  });
});
