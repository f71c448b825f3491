import assert from "node:assert/strict";
import { createDueList } from "../../../local/states/due-list.ts";

describe("a list of what is due", () => {
  const named = (name: string, dueMs: number) => ({ name, dueMs });
  const [noon, second, early, late] = [
    named("noon", 12),
    named("noon too", 12),
    named("early", 1),
    named("late", 20),
  ];

  it("has the earliest first, and of those of one moment the one that came first", () => {
    const list = createDueList<typeof noon>();
    for (const item of [noon, late, second, early]) list.add(item);
    assert.deepEqual(list.items, [early, noon, second, late]);
  });

  it("loses what is removed, and nothing else of the same moment", () => {
    const list = createDueList<typeof noon>();
    for (const item of [second, late, noon]) list.add(item);
    for (const item of [noon, early, late, late]) list.remove(item);
    assert.deepEqual(list.items, [second]);
  });
});
