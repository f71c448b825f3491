import assert from "node:assert/strict";
import { difference, isNothing } from "../../../review/changes/difference.ts";
import { createMask } from "../../../review/plan/masked.ts";

describe("difference", () => {
  it("takes all ways to write nothing for the same", () => {
    for (const nothing of [null, undefined, "", false, [], {}, [{}], [{ a: null }]]) {
      assert.equal(difference(null, nothing, undefined), "same", JSON.stringify(nothing));
      assert.ok(isNothing(nothing));
    }
    assert.equal(difference(null, 0, undefined), "changed");
  });

  it("compares objects by their keys in any order, and lists in order", () => {
    assert.equal(difference({ a: 1, b: 2 }, { b: 2, a: 1 }, undefined), "same");
    assert.equal(difference([1, 2], [2, 1], undefined), "changed");
  });

  it("says unknown only where nothing else is sure to change", () => {
    assert.equal(difference("a", undefined, true), "unknown");
    assert.equal(difference([{ a: 1, b: 1 }], [{ a: 1 }], [{ b: true }]), "unknown");
    assert.equal(difference([{ a: 1, b: 1 }], [{ a: 2 }], [{ b: true }]), "changed");
    assert.equal(difference([], [{}], [{ a: true }]), "unknown");
    assert.equal(difference([1], [1], [false]), "same");
  });

  it("compares masks by the values behind them", () => {
    const mask = createMask();
    assert.equal(difference(mask("a"), mask("a"), undefined), "same");
    assert.equal(difference(mask("a"), mask("b"), undefined), "changed");
    assert.equal(difference(mask("a"), null, undefined), "changed");
  });
});
