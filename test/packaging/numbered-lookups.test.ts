import assert from "node:assert/strict";
import type { Lookup } from "../../packaging/import-lookup.ts";
import { numberedLookups } from "../../packaging/numbered-lookups.ts";

const NONE: Lookup = {
  files: new Set(),
  folders: new Set(),
  links: new Set(),
  absent: new Set(),
  absentAbove: new Set(),
};

describe("numberedLookups", () => {
  const numbered = numberedLookups(
    new Map([
      ["b.ts", { ...NONE, files: new Set(["b.ts", "package.json"]), absent: new Set(["z", "node_modules"]) }],
      ["a.ts", { ...NONE, files: new Set(["a.ts", "package.json"]), folders: new Set(["lib"]) }],
      ["c.ts", { ...NONE, files: new Set(["c.ts"]), links: new Set(["l"]), absentAbove: new Set(["d"]) }],
    ]),
  );

  it("gives what some files have looked at together, each place once and sorted", () => {
    assert.deepEqual(numbered.merged(["b.ts", "a.ts"]), {
      files: ["a.ts", "b.ts", "package.json"],
      folders: ["lib"],
      links: [],
      absent: ["node_modules", "z"],
      absentAbove: [],
    });
  });

  it("gives the same for the files in another order", () => {
    assert.deepEqual(numbered.merged(["c.ts", "b.ts", "a.ts"]), numbered.merged(["a.ts", "b.ts", "c.ts"]));
  });
});
