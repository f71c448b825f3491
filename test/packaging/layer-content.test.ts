import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LayerLookup, openLayer } from "../../packaging/layer-content.ts";
import { zipFiles } from "../../packaging/zip.ts";

describe("openLayer", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-layer-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What a layer with these files of `nodejs/node_modules` has for an import. */
  function lookUp(files: Readonly<Record<string, string>>, specifier: string): LayerLookup {
    const path = join(folder, "layer.zip");
    const entries = Object.entries(files).map(([name, text]) => ({
      path: `nodejs/node_modules/${name}`,
      bytes: Buffer.from(text),
    }));
    writeFileSync(path, zipFiles(entries));
    return openLayer(path).lookUp(specifier);
  }

  const found: readonly (readonly [string, Readonly<Record<string, string>>, string, string])[] = [
    ["the main file", { "a/package.json": '{"main":"lib/a"}', "a/lib/a.js": "" }, "a", "a/lib/a.js"],
    ["a main folder", { "a/package.json": '{"main":"./lib"}', "a/lib/index.js": "" }, "a", "a/lib/index.js"],
    [
      "index.js where main is not there",
      { "a/package.json": '{"main":"x"}', "a/index.js": "" },
      "a",
      "a/index.js",
    ],
    ["index.js without a package.json", { "a/index.js": "" }, "a", "a/index.js"],
    ["an addon", { "a/package.json": "{}", "a/index.node": "" }, "a", "a/index.node"],
    ["a file", { "@s/a/package.json": "{}", "@s/a/lib/b.js": "" }, "@s/a/lib/b.js", "@s/a/lib/b.js"],
    ["a file without its extension", { "a/package.json": "{}", "a/b.json": "" }, "a/b", "a/b.json"],
    ["a folder", { "a/package.json": "{}", "a/b/index.js": "" }, "a/b", "a/b/index.js"],
    [
      "a folder by its slash",
      { "a/package.json": "{}", "a/b.js": "", "a/b/index.js": "" },
      "a/b/",
      "a/b/index.js",
    ],
    [
      "a folder with a main file",
      { "a/package.json": "{}", "a/b/package.json": '{"main":"c.js"}', "a/b/c.js": "" },
      "a/b",
      "a/b/c.js",
    ],
    [
      "an export",
      { "a/package.json": '{"exports":{"./b":{"require":"./c.js"}}}', "a/c.js": "" },
      "a/b",
      "a/c.js",
    ],
    [
      "an ES module",
      { "a/package.json": '{"type":"module","exports":"./a.js"}', "a/a.js": "" },
      "a",
      "a/a.js",
    ],
  ];
  for (const [what, files, specifier, path] of found) {
    it(`finds ${what}`, () => {
      assert.deepEqual(lookUp(files, specifier), { found: `nodejs/node_modules/${path}` });
    });
  }

  it("finds no file that exports hide, and tells what there is", () => {
    const files = {
      "a/package.json": '{"version":"1.2.3","exports":{".":"./b.js","./c":"./b.js"}}',
      "a/b.js": "",
    };
    assert.deepEqual(lookUp(files, "a/b.js"), { problem: "absent", version: "1.2.3", exports: ["a", "a/c"] });
  });

  it("finds nothing of a package that is not there", () => {
    assert.deepEqual(lookUp({}, "a"), { problem: "absent" });
  });

  it("finds no path in another spelling", () => {
    assert.deepEqual(lookUp({ "a/package.json": '{"version":"1.0.0"}', "a/B.js": "" }, "a/b"), {
      problem: "absent",
      version: "1.0.0",
    });
  });

  it("tells an export for ES modules only, and one whose file was left out", () => {
    const files = {
      "a/package.json": '{"exports":{".":{"import":"./a.js"},"./types":"./a.d.ts"}}',
      "a/a.js": "",
    };
    assert.deepEqual(lookUp(files, "a"), { problem: "module-only", exports: ["a", "a/types"] });
    assert.deepEqual(lookUp(files, "a/types"), {
      problem: "lost",
      path: "a.d.ts",
      exports: ["a", "a/types"],
    });
  });
});
