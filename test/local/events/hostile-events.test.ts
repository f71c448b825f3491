import assert from "node:assert/strict";
import { matches } from "../../../local/testing/event-rules.ts";

function nested(depth: number, value: unknown, wrap: (inner: unknown) => unknown): unknown {
  let all = value;
  for (let index = 0; index < depth; index += 1) all = wrap(all);
  return all;
}

const refuses = (pattern: object, message: string) =>
  assert.throws(() => matches(pattern, {}), { name: "UserError", message });

describe("patterns and events without measure", () => {
  it("are refused as patterns of more than 4,096 characters", () => {
    refuses(
      { a: ["x".repeat(1_000_000)] },
      "event pattern: Expected at most 4096 characters, but found 1000010. Correct the pattern.",
    );
  });

  it("are refused as patterns of 10,000 objects in one another", () => {
    const pattern = nested(10_000, ["x"], (a) => ({ a })) as object;
    refuses(
      pattern,
      'event pattern: Expected no more than 1000 lists and objects in one another, but found "more of them". ' +
        "Correct the pattern.",
    );
  });

  it("are refused as choices with more than 1,000 combinations", () => {
    const $or = Array.from({ length: 11 }, (_, index) => ({ [`f${index}`]: [1] }));
    refuses(
      { $or, a: { $or }, b: { $or } },
      "event pattern: Expected at most 1000 combinations of the choices in $or, but found 1331. Correct the pattern.",
    );
  });

  it("match as events of 10,000 lists in one another", () => {
    const event = { a: nested(10_000, "x", (inner) => [inner]) };
    assert.equal(matches({ a: ["x"] }, event), true);
    assert.equal(matches({ a: ["y"] }, event), false);
  });

  it("match as events of 10,000 objects in one another", () => {
    const event = nested(10_000, "x", (a) => ({ a })) as object;
    assert.equal(matches({ b: ["x"] }, event), false);
  });

  it("match as lists of 100,000 items", () => {
    const event = { a: Array.from({ length: 100_000 }, (_, index) => index), b: "y" };
    assert.equal(matches({ a: [99_999], b: ["y"] }, event), true);
    assert.equal(matches({ a: [100_000] }, event), false);
  });

  it("match as texts of 256 KiB against wildcards", () => {
    const event = { a: "ab".repeat(128 * 1024) };
    assert.equal(matches({ a: [{ wildcard: "*ba*bab*" }] }, event), true);
    assert.equal(matches({ a: [{ wildcard: "*ba*bab*c" }] }, event), false);
  });

  it("have fields like all others under the names of JavaScript's own", () => {
    const event = JSON.parse('{"__proto__": {"x": 1}, "constructor": "c"}');
    assert.equal(matches(JSON.parse('{"__proto__": {"x": [1]}, "constructor": ["c"]}'), event), true);
    assert.equal(matches({ constructor: [{ exists: true }] }, {}), false);
    assert.equal(matches(JSON.parse('{"__proto__": {"x": [{"exists": true}]}}'), {}), false);
  });
});
