import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { exportedPath, exportedSubpaths } from "../../packaging/package-exports.ts";

const CONDITIONS = new Set(["node", "require", "module-sync", "node-addons"]);
const FILES = ["a.js", "b.js", "x/a.js", "x/a.js.js", "x/internal/a.js", "x/deep/a.js"];
const EXPORTS: Readonly<Record<string, unknown>> = {
  "one file": "./a.js",
  "conditions alone": { import: "./a.js", require: "./b.js" },
  "a condition under which nothing holds": { ".": { node: { import: "./a.js" }, require: "./b.js" } },
  "an entry for ES modules only": { import: "./a.js" },
  "the condition module-sync": { ".": { "module-sync": "./a.js", default: "./b.js" } },
  "a condition that is forbidden": { ".": { require: null, default: "./a.js" } },
  "a list with conditions": { ".": [{ import: "./a.js" }, "./b.js"] },
  "a list with an invalid target": { ".": ["a.js", "./b.js"] },
  "a pattern with an exception": { "./x/*": "./x/*.js", "./x/internal/*": null },
  "two patterns": { "./x/*.js": "./x/*.js", "./x/*": "./x/*.js" },
  "a pattern with an ending": { "./features/*.js": "./x/*.js" },
  "a name with characters of regular expressions": { "./a+b": "./a.js" },
  "a folder as it was allowed once": { "./x/": "./x/" },
  "a target outside": { ".": "./../a.js", "./a": "./node_modules/a.js" },
  "a subpath without the package itself": { "./a": "./a.js", "./package.json": "./package.json" },
};
const SUBPATHS = [
  ".",
  "./a",
  "./a.js",
  "./x/a",
  "./x/a.js",
  "./x/internal/a",
  "./x/deep/a",
  "./features/a.js",
  "./a+b",
  "./package.json",
];

describe("exportedPath", () => {
  let folder: string;
  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-exports-")));
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [index, [what, exports]] of Object.entries(EXPORTS).entries()) {
    it(`finds what Node.js finds for ${what}`, () => {
      const name = `p${index}`;
      const root = join(folder, "node_modules", name);
      for (const path of FILES) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), "");
      }
      writeFileSync(join(root, "package.json"), JSON.stringify({ name, exports }));
      const require = createRequire(join(folder, "index.js"));
      const byNode = (subpath: string): string | undefined => {
        try {
          return `./${relative(root, require.resolve(name + subpath.slice(1)))}`;
        } catch {
          return undefined;
        }
      };
      const all = [...FILES, "package.json"].map((path) => `./${path}`);
      const byUs = (subpath: string): string | undefined => {
        const found = exportedPath(exports, subpath, CONDITIONS);
        return found !== undefined && all.includes(found) ? found : undefined;
      };
      assert.deepEqual(
        SUBPATHS.map((subpath) => [subpath, byUs(subpath)]),
        SUBPATHS.map((subpath) => [subpath, byNode(subpath)]),
      );
    });
  }
});

describe("exportedSubpaths", () => {
  it("are the package itself for one file or conditions", () => {
    assert.deepEqual(exportedSubpaths("./a.js"), ["."]);
    assert.deepEqual(exportedSubpaths({ require: "./a.js" }), ["."]);
  });

  it("are the keys without those that are forbidden", () => {
    assert.deepEqual(exportedSubpaths({ ".": "./a.js", "./x/*": "./x/*.js", "./x/y": null }), [".", "./x/*"]);
  });
});
