import assert from "node:assert/strict";
import { bytesProblem, numberProblem, textProblem } from "../../../local/services/range-problem.ts";

const RANGE = { min: 2, max: 4 };
const [SHORT, LONG] = ["is smaller than the minimum length", "exceeds the maximum length"];

describe("a value out of its range", () => {
  it("is a number below the least or above the most, which are taken themselves", () => {
    assert.equal(numberProblem(1.9, RANGE), "is less than the minimum value");
    assert.equal(numberProblem(4.1, RANGE), "exceeds the maximum value");
    assert.deepEqual(
      [numberProblem(2, RANGE), numberProblem(4, RANGE), numberProblem(-1, { max: 4 })],
      NOTHING,
    );
    assert.equal(numberProblem(-1, { min: 0 }), "is less than the minimum value");
  });

  it("is a text of too few or too many characters, of which an emoji is one", () => {
    assert.deepEqual([textProblem("a", RANGE), textProblem("abcde", RANGE)], [SHORT, LONG]);
    assert.deepEqual(
      [textProblem("ab", RANGE), textProblem("🙂🙂🙂🙂", RANGE), textProblem("", {})],
      NOTHING,
    );
    assert.equal(textProblem("🙂", RANGE), SHORT);
  });

  it("is bytes that are too few or too many both as a text and in Base64", () => {
    assert.deepEqual([bytesProblem("a", RANGE), bytesProblem("", { min: 1 })], [SHORT, SHORT]);
    assert.equal(bytesProblem("AAAAAAA=", RANGE), LONG);
    assert.deepEqual([bytesProblem("AA==", RANGE), bytesProblem("abcde", RANGE)], [undefined, undefined]);
  });
});

const NOTHING = [undefined, undefined, undefined];
