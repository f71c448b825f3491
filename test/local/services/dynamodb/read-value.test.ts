import assert from "node:assert/strict";
import { readItem, readValue } from "../../../../local/services/dynamodb/read-value.ts";

describe("a value in a request", () => {
  it("keeps its type, with numbers in plain digits", () => {
    const item = { n: { N: "1.50" }, l: { L: [{ NS: ["1e1"] }] }, m: { M: { b: { B: "AQ==" } } } };
    assert.deepEqual(readItem(item), {
      n: { N: "1.5" },
      l: { L: [{ NS: ["10"] }] },
      m: { M: { b: { B: "AQ==" } } },
    });
  });

  it("may have any name, as its own property", () => {
    const item = readItem(JSON.parse('{"__proto__":{"S":"x"}}'));
    assert.deepEqual(Object.entries(item), [["__proto__", { S: "x" }]]);
  });

  for (const [title, value, message] of [
    ["no type", {}, "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"],
    [
      "two types",
      { S: "a", N: "1" },
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    ],
    [
      "an empty set",
      { SS: [] },
      "One or more parameter values were invalid: An string set  may not be empty",
    ],
    [
      "an empty set",
      { NS: [] },
      "One or more parameter values were invalid: An number set  may not be empty",
    ],
    [
      "an empty set",
      { BS: [] },
      "One or more parameter values were invalid: Binary sets should not be empty",
    ],
    [
      "an element twice",
      { SS: ["a", "a"] },
      "One or more parameter values were invalid: Input collection [a, a] contains duplicates.",
    ],
    [
      "a number twice",
      { NS: ["1", "1.0"] },
      "One or more parameter values were invalid: Input collection contains duplicates.",
    ],
    [
      "a null that is none",
      { NULL: false },
      "One or more parameter values were invalid: Null attribute value types must have the value of true",
    ],
    ["a number that is none", { N: "x" }, "The parameter cannot be converted to a numeric value: x"],
  ] as const) {
    it(`is refused with ${title}: ${JSON.stringify(value)}`, () => {
      assert.throws(() => readValue(value), { name: "ValidationException", message });
    });
  }

  for (const [value, message] of [
    [{ N: 1 }, "NUMBER_VALUE cannot be converted to String"],
    [{ S: true }, "TRUE_VALUE cannot be converted to String"],
    [{ BOOL: "true" }, "STRING_VALUE cannot be converted to Boolean"],
    ["text", "Unexpected value type in payload"],
    [{ M: [] }, "Start of structure or map found where not expected."],
    [{ L: {} }, "Expected a list"],
  ] as const) {
    it(`is refused where the JSON has another kind: ${JSON.stringify(value)}`, () => {
      assert.throws(() => readValue(value), { name: "SerializationException", message });
    });
  }

  it("is refused when it is nested deeper than 32 levels, however deep", () => {
    const nested = (depth: number) => {
      let value: unknown = { S: "x" };
      for (let level = 0; level < depth; level += 1) value = { L: [value] };
      return value;
    };
    assert.doesNotThrow(() => readValue(nested(31)));
    for (const depth of [32, 10_000]) {
      assert.throws(() => readValue(nested(depth)), {
        message: "Nesting Levels have exceeded supported limits",
      });
    }
  });
});
