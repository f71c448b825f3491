import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { brokenEntries } from "../../packaging/broken-entries.ts";
import { createBuildContext } from "../../packaging/build-context.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

describe("the entries that import a file", () => {
  let project: TemporaryProject;
  afterEach(() => project.remove());

  /** By the ids of the functions that have them. */
  async function importing(
    files: readonly string[],
    ids: readonly string[],
  ): Promise<Readonly<Record<string, readonly string[]>>> {
    const context = createBuildContext(project.root, {}, () => {});
    const entries = ids.map((id) => project.fn(id).entry);
    const packages = [{ name: "provided", subpaths: true }];
    const found = await brokenEntries(context, { entries, packages }, files);
    return Object.fromEntries(
      Array.from(found, ([file, entries]) => [file, entries.map((entry) => entry.split("/").at(-2) ?? "")]),
    );
  }

  it("are those that reach it, in circles too, whatever is wrong with it or with others", async () => {
    project = temporaryProject({
      "functions/a/handler.ts": 'import "./one"; export const handler = 1;',
      "functions/a/one.ts": 'import "./two.js"; import "provided/x"; import "nowhere"; import "./gone.ts";',
      "functions/a/two.ts": 'import "./one.ts"; import "../../shared";',
      "functions/b/handler.ts": 'export const handler = require("../../shared/index.ts");',
      "functions/c/handler.ts": 'import "./broken.ts"; export const handler = 1;',
      "functions/c/broken.ts": 'import "../../shared/index.ts"; const a b = 1;',
      "functions/d/handler.ts": 'export const handler = () => import("../a/two.ts");',
      "shared/index.ts": "const a b = 1;",
    });
    const ids = ["a", "b", "c", "d"];
    assert.deepEqual(
      await importing(["shared/index.ts", "functions/a/one.ts", "functions/c/broken.ts"], ids),
      {
        "shared/index.ts": ["a", "b", "d"], // nobody knows what a file imports that does not compile
        "functions/a/one.ts": ["a", "d"],
        "functions/c/broken.ts": ["c"],
      },
    );
  });

  it("are none for a file that nobody imports", async () => {
    project = temporaryProject({
      "functions/a/handler.ts": "export const handler = 1;",
      "b.ts": "export const b = 1;",
    });
    assert.deepEqual(await importing(["b.ts"], ["a"]), { "b.ts": [] });
  });

  it("reach into packages, and through links to packages of the project", async () => {
    project = temporaryProject({
      "functions/a/handler.ts": 'import "deep"; export const handler = 1;',
      "functions/b/handler.ts": 'import "@app/linked"; export const handler = 1;',
      "functions/c/handler.ts": 'import "other"; export const handler = 1;',
      "node_modules/deep/package.json": '{"main":"./main.js"}',
      "node_modules/deep/main.js": 'require("deeper")',
      "node_modules/deeper/index.js": 'require("pg-native")',
      "node_modules/other/index.js": "exports.one = 1;",
      "packages/linked/package.json": '{"main":"./main.ts"}',
      "packages/linked/main.ts": "const a b = 1;",
    });
    mkdirSync(project.path("node_modules/@app"));
    symlinkSync(project.path("packages/linked"), project.path("node_modules/@app/linked"), "dir");
    const files = ["node_modules/deeper/index.js", "packages/linked/main.ts"];
    assert.deepEqual(await importing(files, ["a", "b", "c"]), {
      "node_modules/deeper/index.js": ["a"],
      "packages/linked/main.ts": ["b"],
    });
  });
});
