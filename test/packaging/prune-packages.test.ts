import assert from "node:assert/strict";
import { prunePackages } from "../../packaging/prune-packages.ts";

const LAMBDA = { os: "linux", cpu: "arm64", libc: "glibc" } as const;

function kept(paths: readonly string[], contents: Readonly<Record<string, string>> = {}): readonly string[] {
  const files = paths.map((path) => ({ path, bytes: Buffer.from(contents[path] ?? "text") }));
  return prunePackages(files, LAMBDA).map(({ path }) => path);
}

describe("prunePackages", () => {
  it("drops documentation, maps, types, tests and npm's own notes", () => {
    assert.deepEqual(
      kept([
        "node_modules/.package-lock.json",
        "node_modules/.bin/x",
        "node_modules/a/index.js",
        "node_modules/a/index.js.map",
        "node_modules/a/index.d.ts",
        "node_modules/a/index.d.mts",
        "node_modules/a/README.md",
        "node_modules/a/CHANGELOG",
        "node_modules/a/docs/guide.html",
        "node_modules/a/test/index.js",
        "node_modules/@s/b/.github/workflows/ci.yml",
        "node_modules/@s/b/index.js",
        "node_modules/@s/b/node_modules/c/tests/t.js",
        "node_modules/@s/b/node_modules/c/index.js",
      ]),
      ["node_modules/a/index.js", "node_modules/@s/b/index.js", "node_modules/@s/b/node_modules/c/index.js"],
    );
  });

  it("keeps licences and notices, whatever their form", () => {
    const paths = ["LICENSE", "license.md", "LICENCE.txt", "docs/LICENSE", "NOTICE.md", "COPYING"].map(
      (name) => `node_modules/a/${name}`,
    );
    assert.deepEqual(kept(paths), paths);
  });

  it("keeps folders below a package's own, and packages, that merely have such a name", () => {
    const paths = ["node_modules/yaml/dist/doc/Document.js", "node_modules/test/index.js"];
    assert.deepEqual(kept(paths), paths);
  });

  it("keeps a folder where the package has its code", () => {
    const paths = ["node_modules/a/examples/main.js", "node_modules/a/package.json"];
    assert.deepEqual(kept(paths, { "node_modules/a/package.json": '{"main":"./examples/main.js"}' }), paths);
  });
});
