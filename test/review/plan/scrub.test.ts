import assert from "node:assert/strict";
import { createScrub, scrubValue } from "../../../review/plan/scrub.ts";

const key = (...parts: readonly string[]): string => parts.join("");

describe("createScrub", () => {
  for (const [what, text, clean] of [
    ["an access key", `key ${key("AKIA", "IOSFODNN7EXAMPLE")} used`, "key (secret 1) used"],
    ["a token of GitHub", `x ${key("ghp_", "a".repeat(36))}`, "x (secret 1)"],
    ["a token of Slack", key("xoxb-", "123456789012-abcdefghij"), "(secret 1)"],
    ["a web token", key("eyJhbGciOiJIUzI1NiJ9.", "eyJzdWIiOiIxIn0.", "abc"), "(secret 1)"],
    [
      "a private key",
      key("-----BEGIN RSA ", "PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----"),
      "(secret 1)",
    ],
    ["a private key that is cut off", key("a -----BEGIN ", "PRIVATE KEY-----\nMIIabc"), "a (secret 1)"],
    ["a password in an address", "postgres://app:hunter2@db/orders", "postgres://app:(secret 1)@db/orders"],
    ["a named password", 'password = "hunter2"', 'password = "(secret 1)"'],
    ["a header", "Authorization: Bearer abcdefgh12345678", "Authorization: Bearer (secret 1)"],
  ] as const) {
    it(`takes out ${what}`, () => {
      assert.equal(createScrub([])(text), clean);
    });
  }

  it("leaves references to secrets and plain texts", () => {
    const scrub = createScrub([]);
    for (const text of [
      "secret: arn:aws:secretsmanager:eu-west-1:000000000000:secret:x",
      "TaskToken.$: $$.Task.Token",
      "https://example.com/a",
    ]) {
      assert.equal(scrub(text), text);
    }
  });

  it("takes out what the plan marks as sensitive, as it is and as JSON, base64 and addresses have it", () => {
    const scrub = createScrub(['pa"ss/wörd']);
    for (const text of ['pa"ss/wörd', 'pa\\"ss/wörd', "cGEic3Mvd8O2cmQ", "pa%22ss%2Fw%C3%B6rd"]) {
      assert.match(scrub(`before ${text} after`), /^before \(secret \d\) after$/);
    }
  });

  it("numbers secrets, so that a reader sees that one changed", () => {
    const scrub = createScrub(["first-secret", "second-secret"]);
    assert.equal(scrub("first-secret second-secret first-secret"), "(secret 1) (secret 2) (secret 1)");
  });

  it("shows no value that looks like chance", () => {
    assert.equal(scrubValue(createScrub([]), "q9Zx7Lk2Vb8Nw4Rt6Yp1Cs3D"), "(not shown)");
    assert.equal(
      scrubValue(createScrub([]), "orders-test-payment-failed-rule"),
      "orders-test-payment-failed-rule",
    );
  });
});
