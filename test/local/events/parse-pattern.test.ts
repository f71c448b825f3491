import assert from "node:assert/strict";
import { parsePattern } from "../../../local/events/parse-pattern.ts";

describe("parsePattern", () => {
  const PATTERNS: readonly (readonly [string, string, unknown])[] = [
    [
      "a text without double keys as JSON",
      '{"a": ["x:y", "\\"k\\":", 1, null, {"exists": false}], "1": {"b": [true]}, "é\\n": [0]}',
      { a: ["x:y", '"k":', 1, null, { exists: false }], "1": { b: [true] }, "é\n": [0] },
    ],
    ["the later of two lists for a field", '{"a": ["x"], "a": ["y"]}', { a: ["y"] }],
    [
      "the fields of two objects",
      '{"a": {"b": [1], "c": [2]}, "a": {"c": [3], "d": [4]}}',
      { a: { b: [1], c: [3], d: [4] } },
    ],
    [
      "each choice of a $or with each of another",
      '{"$or": [{"a": [1]}, {"b": [2]}], "$or": [{"a": [3]}, {"c": [4]}]}',
      { $or: [{ a: [3] }, { a: [1], c: [4] }, { b: [2], a: [3] }, { b: [2], c: [4] }] },
    ],
    [
      "a double key in a choice",
      '{"$or": [{"a": [1], "a": [2]}, {"b": [3]}]}',
      { $or: [{ a: [2] }, { b: [3] }] },
    ],
    ["a value that is no field before one that is", '{"a": "x", "a": ["y"]}', { a: "x" }],
    ["what is no object", '["a"]', ["a"]],
  ];

  for (const [title, text, expected] of PATTERNS) {
    it(`gives ${title}`, () => {
      assert.deepEqual(parsePattern(text), expected);
    });
  }

  it("refuses an operator with two operands", () => {
    assert.throws(() => parsePattern('{"a": [{"prefix": "x", "prefix": "y"}]}'), {
      message:
        'event pattern: Expected one operator, but found "prefix". ' +
        "Correct the pattern. EventBridge says: Only one key allowed in match expression.",
    });
  });

  it("refuses a text that is no JSON", () => {
    assert.throws(() => parsePattern("{'a': [1]}"), SyntaxError);
  });
});
