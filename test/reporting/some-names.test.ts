import assert from "node:assert/strict";
import { someNames } from "../../reporting/some-names.ts";

describe("some names", () => {
  const named = (count: number) => someNames(Array.from({ length: count }, (_, index) => `f${index + 1}`));

  it("are all of a few, and of six, since the count would take as much room", () => {
    assert.equal(named(1), "f1");
    assert.equal(named(6), "f1, f2, f3, f4, f5, f6");
  });

  it("are the first five of hundreds, and their count", () => {
    assert.equal(named(7), "f1, f2, f3, f4, f5 and 2 more");
    assert.equal(named(300), "f1, f2, f3, f4, f5 and 295 more");
  });
});
