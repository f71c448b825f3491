import assert from "node:assert/strict";
import type { SavedBuild } from "../../../cli/dev/build-saved.ts";
import { runsAfterBuild } from "../../../cli/dev/runs-after-build.ts";
import { functionEntry, sourceLayerEntry } from "./manifest-entry.ts";

describe("what runs after a build", () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  const entries = [
    ...names.map((name) => functionEntry(name, { layers: ["app/kit"] })),
    sourceLayerEntry("kit"),
  ];
  const outcome = (more: Partial<SavedBuild>): SavedBuild => ({
    changed: [],
    failed: [],
    errors: [],
    tookMs: 100,
    ...more,
  });
  /** Called in the order of their names; "g" never. */
  const calledAt = (name: string) => (name === "g" ? undefined : 1 + names.indexOf(name));

  it("is what has changed, whether or not it has an event", () => {
    const ids = ["app/a", "app/g"];
    const { lines, runs } = runsAfterBuild(entries, ids, outcome({ changed: ids }), calledAt);
    assert.deepEqual(
      [lines, [...runs]],
      [
        [],
        [
          ["a", { builtMs: 100 }],
          ["g", { builtMs: 100 }],
        ],
      ],
    );
  });

  it("is nothing that came out the same, which is told, or that failed", () => {
    const ids = ["app/a", "app/b", "app/kit"];
    const { lines, runs } = runsAfterBuild(entries, ids, outcome({ failed: ["app/b"] }), calledAt);
    assert.deepEqual(lines, [
      "a: built in 0.1 s; the same as before",
      "kit (layer): built in 0.1 s; the same as before",
    ]);
    assert.deepEqual([...runs], []);
  });

  it("is, for a layer, the five functions with it that were called last", () => {
    const { lines, runs } = runsAfterBuild(entries, ["app/kit"], outcome({ changed: ["app/kit"] }), calledAt);
    assert.deepEqual(lines, ["kit (layer): built in 0.1 s; runs f, e, d, c, b, not 1 more"]);
    assert.deepEqual([...runs.keys()], ["f", "e", "d", "c", "b"]);
  });

  it("is a function once that was built and whose layer was", () => {
    const ids = ["app/f", "app/kit"];
    const { runs } = runsAfterBuild(entries, ids, outcome({ changed: ids }), calledAt);
    assert.deepEqual(runs.get("f"), { builtMs: 100 });
    assert.deepEqual([...runs.keys()], ["f", "e", "d", "c", "b"]);
  });
});
