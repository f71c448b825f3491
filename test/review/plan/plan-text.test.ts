import assert from "node:assert/strict";
import { planText } from "../../../review/plan/plan-text.ts";

describe("planText", () => {
  it("reads UTF-8 with and without a byte order mark", () => {
    assert.equal(planText(Buffer.from("{}"), "plan.json"), "{}");
    assert.equal(planText(Buffer.from("\ufeff{}"), "plan.json"), "{}");
  });

  it("reads UTF-16, which PowerShell writes", () => {
    assert.equal(planText(Buffer.from("\ufeff{}", "utf16le"), "plan.json"), "{}");
  });

  for (const [what, bytes, found] of [
    ["an empty file", "", "nothing"],
    ["a file of spaces", " \n", "nothing but spaces"],
    ["the binary plan", "PK\u0003\u0004", "a plan in Terraform's binary format"],
  ] as const) {
    it(`says of ${what} what it is`, () => {
      assert.throws(() => planText(Buffer.from(bytes), "plan.out"), {
        message: `plan.out: Expected a plan as JSON, but found ${found}. Write it with: terraform show -json plan.out > plan.json`,
      });
    });
  }
});
