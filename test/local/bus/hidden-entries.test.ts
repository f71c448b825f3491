import assert from "node:assert/strict";
import { createHiddenEntries } from "../../../local/bus/hidden-entries.ts";

describe("what is hidden", () => {
  it("comes out when its moment has come, the earliest first", () => {
    const hidden = createHiddenEntries<string>();
    for (const [entry, ms] of [
      ["late", 30],
      ["early", 10],
      ["also early", 10],
      ["middle", 20],
    ] as const) {
      hidden.add(entry, ms);
    }
    assert.deepEqual(hidden.takeDue(9), []);
    assert.deepEqual(hidden.takeDue(20), ["early", "also early", "middle"]);
    assert.deepEqual([hidden.nextMs(), hidden.all()], [30, ["late"]]);
  });

  it("knows the next moment after something was hidden for longer or taken away", () => {
    const hidden = createHiddenEntries<string>();
    hidden.add("a", 10);
    hidden.add("b", 20);
    hidden.add("a", 30);
    assert.equal(hidden.nextMs(), 20);
    assert.deepEqual([hidden.delete("b"), hidden.delete("b")], [true, false]);
    assert.equal(hidden.nextMs(), 30);
    hidden.delete("a");
    assert.equal(hidden.nextMs(), undefined);
  });
});
