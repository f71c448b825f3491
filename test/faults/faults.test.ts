import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildArtifacts } from "../../packaging/build.ts";
import { startArtifacts } from "../../packaging/start-artifacts.ts";
import { SILENT_PROGRESS } from "../../reporting/progress-bar.ts";
import { type TemporaryProject, temporaryProject } from "../packaging/temporary-project.ts";
import { buildOnce } from "./build-processes.ts";
import { faultyProject } from "./faulty-project.ts";
import { survivesKilledBuilds } from "./killed-builds.ts";

describe("a build that is disturbed", () => {
  let project: TemporaryProject;
  afterEach(() => project?.remove());

  it("gives the same bytes after builds that were killed at random moments", () => survivesKilledBuilds(4));

  it("shares its cache with three others at the same time", async () => {
    project = faultyProject();
    const builds = await Promise.all([1, 2, 3, 4].map(() => buildOnce(project.root)));
    const alone = await buildOnce(project.root);
    for (const build of builds) assert.deepEqual(build, alone);
    assert.deepEqual(alone.reported, []);
    const left = readdirSync(project.path("node_modules/.cache/terraloom"));
    assert.deepEqual(
      left.filter((name) => name.endsWith(".partial")),
      [],
    );
  });

  it("succeeds where the cache cannot be written, and leaves nothing behind", async () => {
    project = faultyProject();
    const expected = await buildOnce(project.root);
    const temporary = project.path("temporary");
    mkdirSync(temporary);
    const cache = project.path("package.json/cache");
    const build = await buildOnce(project.root, { TERRALOOM_CACHE: cache, TMPDIR: temporary });
    assert.deepEqual(build.artifacts, expected.artifacts);
    assert.deepEqual(build.reported, [
      `The cache ${cache} cannot be written (ENOTDIR: not a directory): this build is not kept.`,
    ]);
    assert.deepEqual(
      readdirSync(temporary).filter((name) => name.startsWith("terraloom")),
      [],
    );
  });

  it("says in one sentence that neither the cache nor a temporary folder can be written", async () => {
    project = temporaryProject({
      "package.json": "{}",
      "functions/a/handler.ts": "export const handler = 1;",
    });
    const cache = project.path("package.json/cache");
    const made = buildArtifacts(project.request([project.fn("a")]), SILENT_PROGRESS, {
      env: { TERRALOOM_CACHE: cache },
      overflow: () => mkdtempSync(project.path("package.json/temporary-")),
    });
    await assert.rejects(made, {
      name: "UserError",
      message:
        `${cache}: Expected a cache, or else a temporary folder, that can be written, but found ENOTDIR: not a directory. ` +
        "Make room on the disk, or name another folder in TERRALOOM_CACHE.",
    });
  });

  it("builds one handler once for 2,000 functions", () => {
    project = temporaryProject({ "functions/a/handler.ts": "export const handler = 1;" });
    const { entry } = project.fn("a");
    const functions = Array.from({ length: 2000 }, (_, index) => ({
      kind: "node" as const,
      id: `f${index}`,
      entry,
      layers: [],
    }));
    const artifacts = startArtifacts(project.request(functions))();
    assert.equal(artifacts.length, 2000);
    assert.equal(new Set(artifacts.map(({ zipPath }) => zipPath)).size, 1);
    assert.equal(readdirSync(project.path("node_modules/.cache/terraloom")).length, 4); // the zip, its source map, their record and origins
  });

  it("takes an entry outside of the project, and links that lead in circles", async () => {
    project = temporaryProject({ "handlers/handler.ts": "export const handler = 1;" });
    project.write("../outside/handler.ts", 'import { x } from "./x.ts";\nexport const handler = x;');
    project.write("../outside/x.ts", "export const x = 1;");
    symlinkSync(".", project.path("../outside/loop"));
    symlinkSync("..", project.path("handlers/up"));
    const source = {
      kind: "node" as const,
      id: "outside",
      entry: project.path("../outside/loop/loop/handler.ts"),
      layers: [],
    };
    const looped = {
      kind: "node" as const,
      id: "looped",
      entry: project.path("handlers/up/handlers/handler.ts"),
      layers: [],
    };
    const first = await project.build([source, looped]);
    assert.deepEqual(
      first.map(({ id, inputs }) => [id, inputs.map(({ path }) => path)]),
      [
        ["looped", ["handlers/handler.ts"]],
        ["outside", ["../outside/handler.ts", "../outside/x.ts"]],
      ],
    );
    assert.deepEqual(await project.build([source, looped]), first);
  });

  it("starts no other process when nothing has changed, and needs none of esbuild's files", () => {
    project = faultyProject();
    const request = project.request([project.fn("f0"), project.fn("f1")], [project.source("kit")]);
    const withLayer = {
      ...request,
      functions: request.functions.map((one) => ({ ...one, layers: ["kit"] })),
    };
    const first = startArtifacts(withLayer)();
    const { execPath } = process;
    process.execPath = project.path("no-such-program");
    try {
      assert.deepEqual(startArtifacts(withLayer)(), first);
      project.write("functions/f0/handler.ts", "export const handler = 0;");
      assert.throws(() => startArtifacts(withLayer)(), /ENOENT/);
    } finally {
      process.execPath = execPath;
    }
  });

  it("in a clone takes over what another clone has built", async () => {
    project = faultyProject();
    const clone = faultyProject();
    try {
      const cache = project.path("shared-cache");
      const first = await buildOnce(project.root, { TERRALOOM_CACHE: cache });
      const before = readdirSync(cache);
      writeFileSync(join(cache, "untouched"), "");
      assert.deepEqual(await buildOnce(clone.root, { TERRALOOM_CACHE: cache }), first);
      rmSync(join(cache, "untouched"));
      assert.deepEqual(readdirSync(cache), before);
      assert.ok(!existsSync(clone.path("node_modules/.cache")));
    } finally {
      clone.remove();
    }
  });
});
