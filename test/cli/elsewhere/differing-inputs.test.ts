import assert from "node:assert/strict";
import { differingInputs } from "../../../cli/elsewhere/differing-inputs.ts";
import type { ManifestEntry } from "../../../packaging/manifest.ts";
import { ENTRY } from "../../packaging/manifest-entry.ts";

const input = (path: string, digit: string) => ({ path, sha256: digit.repeat(64), sizeBytes: 1 });
const pack = (version: string, digit: string) => ({ name: "ms", version, sha256: digit.repeat(64) });
const other: ManifestEntry = { ...ENTRY, sha256: "other" };

describe("why a build elsewhere had other inputs", () => {
  const reasons = (here: Partial<ManifestEntry>, there: Partial<ManifestEntry>) =>
    differingInputs([{ ...ENTRY, ...here }], [{ ...other, ...there }]).get("stacks/app/assets/compress.zip");

  it("is said for each file", () => {
    assert.deepEqual(
      reasons(
        { inputs: [input("a.ts", "0"), input("b.ts", "0")] },
        { inputs: [input("b.ts", "1"), input("c.ts", "0")] },
      ),
      [
        "a.ts is used here, and a clone does not have it (not known to git, ignored, or export-ignore)",
        "b.ts has other bytes in a clone (line ends or a filter of .gitattributes), or was changed meanwhile",
        "c.ts is used elsewhere alone",
      ],
    );
  });

  it("is said for packages and options", () => {
    assert.deepEqual(reasons({ packages: [pack("1.0.0", "0")] }, { packages: [pack("1.1.0", "1")] }), [
      "package ms: 1.0.0 here, 1.1.0 elsewhere; npm ci brings what the lockfile says",
    ]);
    assert.deepEqual(reasons({ packages: [pack("1.0.0", "0")] }, { packages: [pack("1.0.0", "1")] }), [
      "package ms: other files of 1.0.0 than elsewhere",
    ]);
    assert.deepEqual(reasons({}, { options: { format: "esm" } }), [
      "build option format: cjs here, esm elsewhere",
    ]);
  });

  it("is nothing for what has the same bytes", () => {
    assert.deepEqual(differingInputs([ENTRY], [ENTRY]), new Map());
  });
});
