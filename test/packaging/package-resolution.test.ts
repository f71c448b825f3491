import assert from "node:assert/strict";
import type { OnResolveArgs, ResolveResult } from "esbuild";
import { packageResolver } from "../../packaging/package-resolution.ts";
import { openSourceTree } from "../../packaging/source-tree.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

describe("packageResolver", () => {
  let project: TemporaryProject;
  let asked: string[];
  let resolve: (folder: string, path: string, kind?: OnResolveArgs["kind"]) => Promise<ResolveResult>;
  beforeEach(() => {
    project = temporaryProject({
      "package.json": '{"name":"app"}',
      "functions/a/handler.ts": "",
      "functions/b/handler.ts": "",
      "functions/c/node_modules/pack/index.js": "",
      "node_modules/pack/index.js": "",
      "node_modules/app/index.js": "",
      "node_modules/@scope/pack/index.js": "",
    });
    asked = [];
    const resolver = packageResolver(openSourceTree(project.root), async ({ path, resolveDir, kind }) => {
      asked.push(`${kind} ${path} from ${resolveDir.slice(project.root.length + 1)}`);
      return { path: resolveDir } as ResolveResult;
    });
    resolve = (folder, path, kind = "import-statement") =>
      resolver({ path, kind, resolveDir: project.path(folder), with: {} } as unknown as OnResolveArgs);
  });
  afterEach(() => project.remove());

  it("asks once for files that find the package in the same folder", async () => {
    const first = await resolve("functions/a", "pack");
    assert.equal(await resolve("functions/b", "pack"), first);
    await resolve("functions/b", "@scope/pack/part");
    await resolve("functions/a", "@scope/pack/part");
    assert.deepEqual(asked, [
      "import-statement pack from functions/a",
      "import-statement @scope/pack/part from functions/b",
    ]);
  });

  it("asks again where another copy is nearer, for another path in the package, and for require", async () => {
    await resolve("functions/a", "pack");
    await resolve("functions/c", "pack");
    await resolve("functions/b", "pack/part");
    await resolve("functions/b", "pack", "require-call");
    assert.deepEqual(asked, [
      "import-statement pack from functions/a",
      "import-statement pack from functions/c",
      "import-statement pack/part from functions/b",
      "require-call pack from functions/b",
    ]);
  });

  for (const [what, path] of [
    ["a package that is not there", "gone"],
    ["the importing package itself", "app"],
    ["an internal name", "#internal"],
  ] as const) {
    it(`always asks for ${what}, for which other rules may count`, async () => {
      await resolve("functions/a", path);
      await resolve("functions/b", path);
      assert.equal(asked.length, 2);
    });
  }
});
