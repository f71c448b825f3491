import assert from "node:assert/strict";
import { wildcardComplexity } from "../../../local/events/wildcard-complexity.ts";

describe("wildcardComplexity", () => {
  // What a value matches at most, for example of "a*bb": "abb" matches "a*", "a*b" and "a*bb".
  const cases: readonly (readonly [readonly string[], number])[] = [
    [["*"], 1],
    [["abc"], 1],
    [["abc*"], 2],
    [["*/dir/*"], 4],
    [["a*bb"], 3],
    [["a*bc"], 2],
    [["*a*a*a*"], 7],
    [["*:*:*:*:*:event-bus/*"], 11],
    [["\\*\\*\\*"], 1],
    [["x*", "y*"], 2],
    [["x*y", "x*z"], 4],
    [["x*y", "x*y"], 2],
  ];
  for (const [patterns, complexity] of cases) {
    it(`is ${complexity} for ${patterns.join(" and ")}`, () => {
      assert.equal(wildcardComplexity(patterns, 100), complexity);
    });
  }

  it("counts no further than it is asked to", () => {
    assert.equal(wildcardComplexity(["*a".repeat(2000)], 11), 11);
  });
});
