import assert from "node:assert/strict";
import { codes } from "../../../review/page/joined.ts";
import { plainText } from "../../../review/page/plain-text.ts";

describe("codes", () => {
  it("names all of a few, and of many the first and how many more there are", () => {
    assert.equal(plainText(codes(["a", "b"])), "a, b");
    const many = Array.from({ length: 23 }, (_, index) => `n${index}`);
    assert.match(plainText(codes(many)), /^n0, .*, n19 and 3 more$/);
  });
});
