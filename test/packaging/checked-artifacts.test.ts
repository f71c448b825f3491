import assert from "node:assert/strict";
import type { ArtifactKind } from "../../packaging/artifact.ts";
import type { BuildRequest } from "../../packaging/build-request.ts";
import type { BuiltArtifact } from "../../packaging/built-artifact.ts";
import { checkedArtifacts } from "../../packaging/checked-artifacts.ts";

const MB = 1024 * 1024;
const NOTHING: BuildRequest = { projectRoot: "/", functions: [], layers: [] };

function built(
  id: string,
  kind: ArtifactKind,
  unzippedBytes: number,
  layers: readonly string[] = [],
): BuiltArtifact {
  const fixed = {
    sha256: "",
    sizeBytes: 1,
    zipPath: "",
    inputs: [],
    packages: [],
    options: {},
    provides: [],
  };
  return {
    artifact: { id, kind, source: `sources/${id}`, unzippedBytes, layers, ...fixed },
    heaviest: [{ path: `${id}.js`, sizeBytes: unzippedBytes }],
  };
}

describe("the artifacts of a build", () => {
  it("are sorted by id once nothing is wrong", () => {
    const artifacts = [built("b", "function", 1, ["a"]), built("a", "npm-layer", 1)];
    assert.deepEqual(
      checkedArtifacts(artifacts, NOTHING).map(({ id }) => id),
      ["a", "b"],
    );
  });

  it("are refused for all that is too large, and for whatever else is wrong", () => {
    const artifacts = [
      built("large", "function", 251 * MB),
      built("sum", "function", 200 * MB, ["fine", "unbuilt"]),
      built("fine", "npm-layer", 51 * MB),
    ];
    const problem = {
      parts: { at: "x.ts", expected: "one", found: "none", advice: "Add it." },
      breaks: [{ kind: "function", id: "x", source: "x.ts" }],
    } as const;
    assert.throws(() => checkedArtifacts(artifacts, NOTHING, [problem]), {
      name: "UserError",
      message: `Expected functions and layers that build, but found 3 errors that break 3 functions. Correct them and build again.

large
  large: Expected at most 250 MB unzipped, Lambda's limit, but found 251.00 MB. The heaviest files are large.js (251.00 MB).

sum
  sum: Expected at most 250 MB unzipped with its layers, Lambda's limit, but found 251.00 MB. The heaviest files are sum.js (200.00 MB), fine.js (51.00 MB).

x
  x.ts: Expected one, but found none. Add it.`,
    });
  });

  it("are not refused once more for a layer that is too large itself", () => {
    const artifacts = [
      built("f", "function", MB, ["heavy"]),
      built("g", "function", MB, ["heavy"]),
      built("heavy", "npm-layer", 251 * MB),
    ];
    assert.throws(() => checkedArtifacts(artifacts, NOTHING), {
      name: "UserError",
      message:
        "heavy: Expected at most 250 MB unzipped, Lambda's limit, but found 251.00 MB. " +
        "The heaviest files are heavy.js (251.00 MB).",
    });
  });

  it("count layers that are not built", () => {
    const layers = ["a", "b", "c", "d", "e", "f"];
    assert.throws(() => checkedArtifacts([built("x", "function", 1, layers)], NOTHING), {
      name: "UserError",
      message:
        "x: Expected at most 5 layers, Lambda's limit, but found 6. Merge layers that are always used together.",
    });
  });
});
