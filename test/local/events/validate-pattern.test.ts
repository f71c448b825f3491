import assert from "node:assert/strict";
import { validatePattern } from "../../../local/events/validate-pattern.ts";

const REFUSED: readonly (readonly [unknown, string])[] = [
  [
    [],
    "event pattern: Expected an object of fields or a list of values, but found []. Correct the pattern. EventBridge says: Filter is not an object.",
  ],
  [
    {},
    "event pattern: Expected at least one field, but found {}. Correct the pattern. EventBridge says: Empty objects are not allowed.",
  ],
  [
    { source: "aws.s3" },
    'event pattern, source: Expected an object of fields or a list of values, but found "aws.s3". Correct the pattern. EventBridge says: "source" must be an object or an array.',
  ],
  [
    { detail: { state: [] } },
    "event pattern, detail.state: Expected at least one value, but found []. Correct the pattern. EventBridge says: Empty arrays are not allowed.",
  ],
  [
    { x: [Number.NaN] },
    'event pattern, x[0]: Expected a string, a finite number, true, false or null, but found "NaN". Correct the pattern.',
  ],
  [
    { x: [{ "anything-but": [Number.POSITIVE_INFINITY] }] },
    "event pattern, x[0].anything-but: Expected strings or numbers, but found [null]. Correct the pattern. EventBridge says: Inside anything but list, start|null|boolean is not supported.",
  ],
  [
    { x: [["a"]] },
    'event pattern, x[0]: Expected a value or an operator, but found ["a"]. Correct the pattern. EventBridge says: Match value must be String, number, true, false, or null.',
  ],
  [
    { x: ["a", { ends: "b" }] },
    "event pattern, x[1]: Expected one of prefix, suffix, equals-ignore-case, wildcard, numeric, anything-but, exists, cidr, exactly, " +
      'but found {"ends":"b"}. Correct the pattern. EventBridge says: Unrecognized match type ends.',
  ],
  [
    { x: [{ prefix: "a", suffix: "b" }] },
    'event pattern, x[0]: Expected one operator, but found {"prefix":"a","suffix":"b"}. Correct the pattern. EventBridge says: Only one key allowed in match expression.',
  ],
  [
    { x: [{ prefix: 1 }] },
    'event pattern, x[0].prefix: Expected a string or {"equals-ignore-case": …}, but found 1. Correct the pattern. EventBridge says: prefix match pattern must be a string.',
  ],
  [
    { x: [{ suffix: { "equals-ignore-case": 1 } }] },
    "event pattern, x[0].suffix.equals-ignore-case: Expected a string, but found 1. Correct the pattern. EventBridge says: equals-ignore-case match pattern must be a string.",
  ],
  [
    { x: [{ wildcard: "a**b" }] },
    'event pattern, x[0].wildcard: Expected no two wildcards in a row, but found "a**b". Correct the pattern. EventBridge says: Consecutive wildcard characters at pos 2.',
  ],
  [
    { x: [{ wildcard: "a\\b" }] },
    'event pattern, x[0].wildcard: Expected a backslash only before * or another backslash, but found "a\\\\b". ' +
      "Correct the pattern. EventBridge says: Invalid escape character at pos 2.",
  ],
  [
    { x: [{ numeric: [">"] }] },
    'event pattern, x[0].numeric: Expected a range such as ["=", 5] or [">", 0, "<=", 5], but found [">"]. ' +
      "Correct the pattern. EventBridge says: Value of > must be numeric.",
  ],
  [
    { x: [{ numeric: ["<", 5, ">", 0] }] },
    'event pattern, x[0].numeric: Expected a range such as ["=", 5] or [">", 0, "<=", 5], but found ["<",5,">",0]. ' +
      "Correct the pattern. EventBridge says: Too many elements in numeric expression.",
  ],
  [
    { x: [{ numeric: [">", 5, "<", 5] }] },
    'event pattern, x[0].numeric: Expected a range such as ["=", 5] or [">", 0, "<=", 5], but found [">",5,"<",5]. ' +
      "Correct the pattern. EventBridge says: Bottom must be less than top.",
  ],
  [
    { x: [{ "anything-but": ["a", 1] }] },
    'event pattern, x[0].anything-but: Expected strings or numbers, not both, but found ["a",1]. Correct the pattern. EventBridge says: Inside anything but list, either all values are number or string, mixed type is not supported.',
  ],
  [
    { x: [{ "anything-but": [] }] },
    "event pattern, x[0].anything-but: Expected at least one value, but found []. Correct the pattern. EventBridge says: Inside anything but list, either all values are number or string, mixed type is not supported.",
  ],
  [
    { x: [{ "anything-but": { numeric: ["=", 1] } }] },
    "event pattern, x[0].anything-but: Expected one of prefix, suffix, equals-ignore-case, wildcard, " +
      'but found {"numeric":["=",1]}. Correct the pattern. EventBridge says: Unsupported anything-but pattern: numeric.',
  ],
  [
    { x: [{ "anything-but": { prefix: [] } }] },
    "event pattern, x[0].anything-but.prefix: Expected at least one value, but found []. Correct the pattern.",
  ],
  [
    { x: [{ "anything-but": { suffix: { "equals-ignore-case": ".png" } } }] },
    "event pattern, x[0].anything-but.suffix: Expected a string or a list of strings, " +
      'but found {"equals-ignore-case":".png"}. Correct the pattern. EventBridge says: Value of anything-but must be an array or single string/number value.',
  ],
  [
    { x: [{ exists: "yes" }] },
    'event pattern, x[0].exists: Expected true or false, but found "yes". Correct the pattern. EventBridge says: exists match pattern must be either true or false.',
  ],
  [
    { x: [{ cidr: "10.0.0.0/33" }] },
    'event pattern, x[0].cidr: Expected a block of addresses such as "10.0.0.0/24", but found "10.0.0.0/33". ' +
      "Correct the pattern. EventBridge says: IPv4 mask bits must be < 32.",
  ],
  [
    { $or: [{ a: [1] }, {}] },
    "event pattern, $or[1]: Expected at least one field, but found {}. Correct the pattern. EventBridge says: Empty objects are not allowed.",
  ],
];

/** Matchers that are refused, and what EventBridge says of them. */
const REASONS: readonly (readonly [unknown, string])[] = [
  [{}, "Match expression name not found."],
  [{ prefix: {} }, "Prefix expression name not found."],
  [{ suffix: { prefix: "a" } }, "Unsupported suffix pattern: prefix."],
  [{ prefix: 1, suffix: "a" }, "prefix match pattern must be a string."],
  [{ exactly: 1 }, "exact match pattern must be a string."],
  [{ cidr: 1 }, "prefix match pattern must be a string."],
  [{ cidr: "10.0.0.0" }, "Malformed CIDR, one '/' required."],
  [{ cidr: "10.0.0.0/x" }, "Malformed CIDR, mask bits must be an integer."],
  [{ cidr: "10.0.0.0/-1" }, "Malformed CIDR, mask bits must not be negative."],
  [{ cidr: "host/8" }, "Nonstandard IP address: host."],
  [{ cidr: "10.0.0.256/8" }, "Invalid IP address: 10.0.0.256."],
  [{ cidr: "2001:db8::/128" }, "IPv6 mask bits must be < 128."],
  [{ numeric: 1 }, "Value of numeric must be an array."],
  [{ numeric: [] }, "Invalid member in numeric match: ]."],
  [{ numeric: [1] }, "Invalid member in numeric match: 1."],
  [{ numeric: ["==", 1] }, "Unrecognized numeric range operator: ==."],
  [{ numeric: ["=", "1"] }, "Value of equals must be numeric."],
  [{ numeric: ["=", 5_000_000_001] }, "Value must be between -5.0E9 and 5.0E9, inclusive."],
  [{ numeric: [">", 1, null] }, "Bad value in numeric range: null."],
  [{ numeric: [">", 1, ">", 2] }, "Bad numeric range operator: >."],
  [{ numeric: [">", 1, "<", "2"] }, "Value of < must be numeric."],
  [{ numeric: [">", 1, "<", 2, 3] }, "Too many terms in numeric range expression."],
  [{ numeric: ["=", 1], prefix: "a" }, "Too many elements in numeric expression."],
  [{ "anything-but": null }, "Value of anything-but must be an array or single string/number value."],
  [{ "anything-but": ["a", null] }, "Inside anything but list, start|null|boolean is not supported."],
  [{ "anything-but": {} }, "Anything-But expression name not found."],
  [{ "anything-but": { prefix: "" } }, "Null prefix/suffix not allowed."],
  [{ "anything-but": { suffix: [1] } }, "prefix/suffix match pattern must be a string."],
  [
    { "anything-but": { "equals-ignore-case": [1] } },
    "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.",
  ],
  [{ wildcard: "\u00e4**" }, "Consecutive wildcard characters at pos 3."],
  [{ wildcard: "a\\" }, "Invalid escape character at pos 2."],
];

describe("validatePattern", () => {
  it("accepts every operator in each of its forms", () => {
    validatePattern({
      source: ["a", 1, true, null, ""],
      detail: {
        $or: [
          { a: [{ prefix: "p" }, { suffix: { "equals-ignore-case": "s" } }] },
          { b: [{ exists: false }] },
        ],
        n: [{ numeric: ["=", 5] }, { numeric: [">", 0, "<=", 5] }],
        i: [{ cidr: "10.0.0.0/8" }, { cidr: "::/0" }],
        w: [{ wildcard: "a*\\*\\\\b" }, { "equals-ignore-case": "x" }],
        b: [
          { "anything-but": 1 },
          { "anything-but": ["a", "b"] },
          { "anything-but": { prefix: ["a", "b"] } },
          { "anything-but": { wildcard: "*a" } },
        ],
      },
    });
  });

  it("accepts an escaped asterisk between two others", () => {
    validatePattern({ x: [{ wildcard: "*\\**" }] });
  });

  it("takes $or for a field where it is no choice of patterns", () => {
    validatePattern({ $or: [{ prefix: "a" }, { suffix: "b" }] });
    validatePattern({ $or: { a: ["b"] } });
  });

  for (const [matcher, reason] of REASONS) {
    it(`says of ${JSON.stringify(matcher)} what EventBridge says`, () => {
      assert.throws(
        () => validatePattern({ x: [matcher] }),
        (error: Error) => error.message.split("EventBridge says: ")[1] === reason,
      );
    });
  }

  for (const [pattern, message] of REFUSED) {
    it(`refuses ${JSON.stringify(pattern)}`, () => {
      assert.throws(() => validatePattern(pattern), { name: "UserError", message });
    });
  }
});
