import assert from "node:assert/strict";
import {
  type AttributeValue,
  compareValues,
  valuesEqual,
} from "../../../../local/services/dynamodb/attribute-value.ts";

describe("values of attributes", () => {
  const equal: readonly (readonly [AttributeValue, AttributeValue])[] = [
    [{ N: "1.0" }, { N: "1" }],
    [{ SS: ["a", "b"] }, { SS: ["b", "a"] }],
    [{ NS: ["1", "2.0"] }, { NS: ["2", "1"] }],
    [{ M: { a: { N: "1" }, b: { S: "x" } } }, { M: { b: { S: "x" }, a: { N: "1.00" } } }],
    [{ L: [{ NULL: true }, { BOOL: false }] }, { L: [{ NULL: true }, { BOOL: false }] }],
  ];
  for (const [left, right] of equal) {
    it(`are equal: ${JSON.stringify(left)} and ${JSON.stringify(right)}`, () => {
      assert.equal(valuesEqual(left, right), true);
      assert.equal(valuesEqual(right, left), true);
    });
  }

  const different: readonly (readonly [AttributeValue, AttributeValue])[] = [
    [{ S: "1" }, { N: "1" }],
    [{ SS: ["a"] }, { SS: ["a", "b"] }],
    [{ L: [{ S: "a" }, { S: "b" }] }, { L: [{ S: "b" }, { S: "a" }] }],
    [{ M: { a: { S: "x" } } }, { M: { b: { S: "x" } } }],
    [{ M: JSON.parse('{"__proto__":{"S":"x"}}') }, { M: {} }],
  ];
  for (const [left, right] of different) {
    it(`are different: ${JSON.stringify(left)} and ${JSON.stringify(right)}`, () => {
      assert.equal(valuesEqual(left, right), false);
      assert.equal(valuesEqual(right, left), false);
    });
  }

  it("come in the order of their bytes, numbers by value", () => {
    assert.equal(compareValues({ S: "Z" }, { S: "a" }), -1);
    assert.equal(compareValues({ S: "\u{1F600}" }, { S: "\uFFFD" }), 1, "by UTF-8, not by UTF-16");
    assert.equal(compareValues({ N: "10" }, { N: "9" }), 1);
    assert.equal(compareValues({ B: "gA==" }, { B: "AQ==" }), 1, "bytes have no sign");
  });

  it("have no order across types, and none where the type has none", () => {
    assert.equal(compareValues({ S: "1" }, { N: "1" }), undefined);
    assert.equal(compareValues({ BOOL: true }, { BOOL: false }), undefined);
  });
});
