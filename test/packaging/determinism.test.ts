import assert from "node:assert/strict";
import { chmodSync, readFileSync, utimesSync } from "node:fs";
import type { Artifact } from "../../packaging/artifact.ts";
import { buildArtifactsSync } from "../../packaging/build-sync.ts";
import { readZip } from "../../packaging/unzip.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

const HANDLER = [
  'import { kit } from "@app/kit";',
  'import { shared } from "../../shared.ts";',
  'import legacy from "../../legacy.cjs";',
  "export const handler = async (): Promise<unknown> => [kit, shared(legacy), __filename];",
].join("\n");
const FILES = {
  "functions/a/handler.ts": HANDLER,
  "functions/b/handler.ts": HANDLER.replace("shared(legacy)", "legacy"),
  "functions/c/handler.ts": "export const handler = () => 3;",
  "shared.ts": "export const shared = (value: unknown): string => `ü ${value}`;",
  "legacy.cjs": "module.exports = { old: true };",
  "layers/kit/package.json": '{"name":"@app/kit","exports":"./index.ts"}',
  "layers/kit/index.ts": 'import { part } from "./part.ts";\nexport const kit = part;',
  "layers/kit/part.ts": "export const part = { answer: 42 };",
};

/** All that must be the same everywhere: an artifact without its place on this machine. */
function portable(artifacts: readonly Artifact[]): unknown {
  return artifacts.map(({ zipPath, ...rest }) => rest);
}

describe("the bytes of a build", () => {
  const projects: TemporaryProject[] = [];
  let expected: unknown;

  function clone(name?: string): TemporaryProject {
    const project = temporaryProject(FILES, name);
    projects.push(project);
    return project;
  }

  function buildAll(project: TemporaryProject): Promise<readonly Artifact[]> {
    return project.build(
      [project.fn("a", ["kit"]), project.fn("b", ["kit"]), project.fn("c")],
      [project.source("kit")],
    );
  }

  before(async () => {
    expected = portable(await buildAll(clone()));
  });
  after(() => {
    for (const project of projects) project.remove();
  });

  it("do not depend on where the project lies, a space in the path included", async () => {
    assert.deepEqual(portable(await buildAll(clone("an other place"))), expected);
  });

  it("do not depend on the time stamps and modes of the sources", async () => {
    const project = clone();
    for (const path of Object.keys(FILES)) {
      utimesSync(project.path(path), 1_000_000, 1_000_000);
      chmodSync(project.path(path), 0o700);
    }
    assert.deepEqual(portable(await buildAll(project)), expected);
  });

  it("do not depend on the order of declaration", async () => {
    const project = clone();
    const artifacts = await project.build(
      [project.fn("c"), project.fn("b", ["kit"]), project.fn("a", ["kit"])],
      [project.source("kit")],
    );
    assert.deepEqual(portable(artifacts), expected);
  });

  it("do not depend on umask, time zone and language", () => {
    const project = clone();
    const { TZ, LANG, LC_ALL } = process.env;
    const umask = process.umask(0o077);
    try {
      Object.assign(process.env, { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" });
      const artifacts = buildArtifactsSync(
        project.request(
          [project.fn("a", ["kit"]), project.fn("b", ["kit"]), project.fn("c")],
          [project.source("kit")],
        ),
      );
      assert.deepEqual(portable(artifacts), expected);
    } finally {
      process.umask(umask);
      for (const [name, value] of Object.entries({ TZ, LANG, LC_ALL })) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });

  it("of one function do not depend on which others are built with it", async () => {
    const project = clone();
    const alone = await project.build([project.fn("a", ["kit"])], [project.source("kit")]);
    const together = await buildAll(project);
    assert.equal(alone[0]?.sha256, together[0]?.sha256);
  });

  it("of one function alone change with its handler", async () => {
    const project = clone();
    const before = await buildAll(project);
    project.write("functions/b/handler.ts", HANDLER.replace("shared(legacy)", "1"));
    const after = await buildAll(project);
    const changed = after.filter(({ sha256 }, index) => sha256 !== before[index]?.sha256);
    assert.deepEqual(
      changed.map(({ id }) => id),
      ["b"],
    );
  });

  it("name no folder of this machine", async () => {
    const project = clone("an other place");
    for (const { zipPath } of await buildAll(project)) {
      for (const { bytes } of readZip(readFileSync(zipPath))) {
        const text = Buffer.from(bytes).toString("utf8");
        assert.ok(!text.includes("an other place") && !text.includes(process.cwd()), text);
      }
    }
  });
});
