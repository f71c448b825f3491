import assert from "node:assert/strict";
import { readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { buildArtifacts } from "../../../packaging/build.ts";
import { cacheBound } from "../../../packaging/cache-bound.ts";
import { SILENT_PROGRESS } from "../../../reporting/progress-bar.ts";
import { temporaryProject } from "../temporary-project.ts";

describe("the bound of the cache", () => {
  it("is 1024 MB, or what TERRALOOM_CACHE_MAX_MB says", () => {
    assert.equal(cacheBound({}), 1024 * 1024 * 1024);
    assert.equal(cacheBound({ TERRALOOM_CACHE_MAX_MB: "3" }), 3 * 1024 * 1024);
    assert.equal(cacheBound({ TERRALOOM_CACHE_MAX_MB: "0" }), 0);
  });

  it("is a whole number", () => {
    assert.throws(() => cacheBound({ TERRALOOM_CACHE_MAX_MB: "1 GB" }), {
      name: "UserError",
      message:
        'TERRALOOM_CACHE_MAX_MB: Expected a whole number of megabytes, but found "1 GB". ' +
        "Correct the variable, or remove it for the default of 1024.",
    });
  });

  it("is kept by every build that writes, without touching what it uses", async () => {
    const project = temporaryProject({ "functions/a/handler.ts": "export const handler = 1;" });
    try {
      const folder = project.path("node_modules/.cache/terraloom");
      const build = () =>
        buildArtifacts(project.request([project.fn("a")]), SILENT_PROGRESS, {
          env: { TERRALOOM_CACHE_MAX_MB: "0" },
        });
      const [first] = await build();
      for (const name of readdirSync(folder)) utimesSync(join(folder, name), 1, 1);
      project.write("functions/a/handler.ts", "export const handler = 2;");
      const [second] = await build();
      const left = readdirSync(folder).map((name) => join(folder, name));
      assert.ok(!left.includes(first?.zipPath ?? ""));
      assert.ok(left.includes(second?.zipPath ?? ""));
      assert.ok(left.includes(second?.mapPath ?? ""));
      assert.equal(left.length, 3); // these two and their record
    } finally {
      project.remove();
    }
  });
});
