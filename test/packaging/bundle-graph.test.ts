import assert from "node:assert/strict";
import type { Metafile } from "esbuild";
import { bundleGraph } from "../../packaging/bundle-graph.ts";
import { openSourceTree } from "../../packaging/source-tree.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

type Imports = Metafile["inputs"][string]["imports"];

describe("bundleGraph", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject({ "a.ts": "", "b.ts": "", "c.ts": "", "texts/de.ts": "", "texts/en.ts": "" });
  });
  afterEach(() => project.remove());

  const filesFrom = (entry: string, imports: Readonly<Record<string, Imports>>) => {
    const inputs = Object.fromEntries(
      Object.entries(imports).map(([path, imports]) => [path, { bytes: 1, imports }]),
    );
    return bundleGraph(openSourceTree(project.root), { inputs, outputs: {} }).filesFrom(entry);
  };

  it("follows imports, also in circles and through modules of plugins, which are no files", () => {
    const files = filesFrom("a.ts", {
      "a.ts": [{ path: "plugin:x", kind: "import-statement" }],
      "plugin:x": [{ path: "b.ts", kind: "import-statement" }],
      "b.ts": [{ path: "a.ts", kind: "import-statement" }],
      "c.ts": [],
    });
    assert.deepEqual(files, ["a.ts", "b.ts"]);
  });

  it("leaves out what stays outside of the bundle", () => {
    const files = filesFrom("a.ts", {
      "a.ts": [{ path: "b.ts", kind: "import-statement", external: true }],
      "b.ts": [],
    });
    assert.deepEqual(files, ["a.ts"]);
  });

  it("takes every file that an import by a pattern may mean", () => {
    const files = filesFrom("a.ts", {
      "a.ts": [{ path: "./texts/**/*.ts", kind: "dynamic-import", external: true }],
      "texts/de.ts": [],
      "texts/en.ts": [],
      "b.ts": [],
    });
    assert.deepEqual(files, ["a.ts", "texts/de.ts", "texts/en.ts"]);
  });
});
