import assert from "node:assert/strict";
import { packageFolder, packageNameOf } from "../../packaging/package-folder.ts";

describe("packageFolder", () => {
  const places: readonly (readonly [string, string | undefined, string | undefined])[] = [
    ["node_modules/ms/index.js", "node_modules/ms", "ms"],
    ["node_modules/@app/kit/lib/a.js", "node_modules/@app/kit", "@app/kit"],
    ["node_modules/a/node_modules/@b/c/d.js", "node_modules/a/node_modules/@b/c", "@b/c"],
    ["../node_modules/ms/index.js", "../node_modules/ms", "ms"],
    [
      "node_modules/.pnpm/ms@2.1.3/node_modules/ms/index.js",
      "node_modules/.pnpm/ms@2.1.3/node_modules/ms",
      "ms",
    ],
    ["functions/a/handler.ts", undefined, undefined],
    ["node_modules/loose.js", undefined, undefined],
    ["node_modules/@app/loose.js", undefined, undefined],
    ["my_node_modules/ms/index.js", undefined, undefined],
    ["node_modules/ms/old_node_modules/x/y.js", "node_modules/ms", "ms"],
  ];
  for (const [path, folder, name] of places) {
    it(`of ${path} is ${folder ?? "none"}`, () => {
      assert.equal(packageFolder(path), folder);
      assert.equal(packageNameOf(path), name);
    });
  }
});
