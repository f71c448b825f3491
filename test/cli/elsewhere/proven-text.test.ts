import assert from "node:assert/strict";
import { provenText } from "../../../cli/elsewhere/proven-text.ts";
import { ENTRY } from "../../packaging/manifest-entry.ts";

const snapshot = { name: "abc1234", untracked: [], changed: [] };
const files = ["manifest.json", "stacks/app/assets/compress.zip"];

describe("what two builds prove", () => {
  it("is that the bytes are the same", () => {
    assert.deepEqual(provenText({ snapshot, files, different: [], here: [], there: [] }), [
      "abc1234: same bytes in 2 files, 1 zip among them",
    ]);
  });

  it("is which files differ, the inputs first and then the bytes", () => {
    const path = "stacks/app/assets/compress.zip";
    const there = [{ ...ENTRY, sha256: "other", options: { format: "esm" } }];
    assert.deepEqual(
      provenText({
        snapshot,
        files,
        different: [{ path, reasons: ["index.js: times are in it"] }],
        here: [ENTRY],
        there,
      }),
      [
        "abc1234: 1 of 2 files with other bytes",
        "  stacks/app/assets/compress.zip",
        "    build option format: cjs here, esm elsewhere",
        "    index.js: times are in it",
      ],
    );
  });

  it("is not of a commit where the build uses what is not in it", () => {
    const used = "functions/compress/handler.ts";
    const lines = (more: object) =>
      provenText({
        snapshot: { ...snapshot, ...more },
        files,
        different: [],
        here: [ENTRY],
        there: [],
      }).slice(1);
    assert.deepEqual(lines({ untracked: [used, "notes.txt"] }), [
      "Used by the build, and not known to git: functions/compress/handler.ts",
    ]);
    assert.deepEqual(lines({ changed: ["README.md", used] }), [
      "Used by the build, with changes that are not committed: functions/compress/handler.ts",
    ]);
  });
});
