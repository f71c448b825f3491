import assert from "node:assert/strict";
import { isWatchedPath, mayDeclare } from "../../../cli/dev/watched-path.ts";

describe("the paths that are watched", () => {
  for (const path of [
    "main.ts",
    "functions/out/handler.ts",
    "modules/dist/a.ts",
    "photo.jpg",
    "../shared/a.ts",
  ]) {
    it(`has ${path} among them`, () => assert.equal(isWatchedPath(path), true));
  }

  for (const path of [
    "cdktf.out/stacks/app/cdk.tf.json",
    "out/cat.jpg/labels.json",
    "dist/main.js",
    "node_modules/ms/index.js",
    "functions/greet/node_modules/ms/index.js",
    ".git/index",
    "functions/.handler.ts.swp",
    ".idea/workspace.json",
  ]) {
    it(`leaves ${path} out`, () => assert.equal(isWatchedPath(path), false));
  }

  it("leaves folders out that are written to in this project only, and not their namesakes", () => {
    assert.deepEqual(
      ["cache", "cache/a.json", "caches/a.json"].map((path) => isWatchedPath(path, ["cache"])),
      [false, false, true],
    );
  });
});

describe("the paths that an app's declaration may depend on", () => {
  const paths = [
    "main.ts",
    "cdktf.json",
    "package-lock.json",
    "modules/steps.mjs",
    "settings.yaml",
    "README.md",
    "photo.jpg",
    "handler.ts~",
    "4913",
    "test/main.test.ts",
    "modules/bucket.spec.ts",
    "modules/tests/bucket.ts",
  ];
  it("are sources and settings, not tests and not what editors leave", () => {
    assert.deepEqual(paths.filter(mayDeclare), paths.slice(0, 5));
  });
});
