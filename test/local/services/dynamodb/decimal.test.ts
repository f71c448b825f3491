import assert from "node:assert/strict";
import {
  addDecimals,
  compareDecimals,
  formatDecimal,
  negate,
  parseDecimal,
} from "../../../../local/services/dynamodb/decimal.ts";

const plain = (text: string) => formatDecimal(parseDecimal(text));

describe("decimals", () => {
  for (const [text, expected] of [
    ["1", "1"],
    ["-0", "0"],
    ["+007.50", "7.5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1200", "1200"],
    ["1.2e3", "1200"],
    ["-12E-4", "-0.0012"],
    ["0e999", "0"],
    ["12345678901234567890123456789012345678", "12345678901234567890123456789012345678"],
    ["1E125", `1${"0".repeat(125)}`],
    ["1E-130", `0.${"0".repeat(129)}1`],
  ] as const) {
    it(`give ${text.slice(0, 12)} back in plain digits`, () => {
      assert.equal(plain(text), expected);
    });
  }

  for (const text of ["", "a", "1,5", "0x1", " 1", "NaN", "Infinity", "1e", "-"]) {
    it(`refuse the text "${text}"`, () => {
      assert.throws(() => parseDecimal(text), {
        name: "ValidationException",
        message: `The parameter cannot be converted to a numeric value: ${text}`,
      });
    });
  }

  it("refuse more than 38 digits, and take zeros at the end for none", () => {
    assert.throws(() => parseDecimal(`1${"2".repeat(38)}`), {
      message: "Attempting to store more than 38 significant digits in a Number",
    });
    assert.equal(plain(`1${"0".repeat(50)}`), `1${"0".repeat(50)}`);
  });

  it("refuse numbers beyond the range, however large the exponent is", () => {
    const tooLarge =
      "Number overflow. Attempting to store a number with magnitude larger than supported range";
    const tooSmall =
      "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    for (const text of ["1E126", "1E999999999999", "10E125"]) {
      assert.throws(() => parseDecimal(text), { message: tooLarge });
    }
    for (const text of ["1E-131", "1E-999999999999"]) {
      assert.throws(() => parseDecimal(text), { message: tooSmall });
    }
  });

  it("compare by value and not as binary fractions", () => {
    const compare = (left: string, right: string) => compareDecimals(parseDecimal(left), parseDecimal(right));
    assert.equal(compare("10", "9"), 1);
    assert.equal(compare("-10", "9"), -1);
    assert.equal(compare("1.0", "1"), 0);
    assert.equal(compare("12345678901234567890", "12345678901234567891"), -1);
  });

  it("add and subtract exactly", () => {
    const sum = (left: string, right: string) =>
      formatDecimal(addDecimals(parseDecimal(left), parseDecimal(right)));
    assert.equal(sum("0.1", "0.2"), "0.3");
    assert.equal(sum("99999999999999999999", "1"), "100000000000000000000");
    assert.equal(formatDecimal(addDecimals(parseDecimal("1"), negate(parseDecimal("2.5")))), "-1.5");
    assert.throws(() => sum("1E100", "1E-100"), /more than 38 significant digits/);
  });
});
