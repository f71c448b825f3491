import assert from "node:assert/strict";
import { chmodSync, readFileSync, utimesSync } from "node:fs";
import type { Artifact } from "../../packaging/artifact.ts";
import { manifestText } from "../../packaging/manifest.ts";
import { sha256 } from "../../packaging/sha256.ts";
import { startArtifacts } from "../../packaging/start-artifacts.ts";
import { readZip } from "../../packaging/unzip.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

const HANDLER = [
  'import { kit } from "@app/kit";',
  'import { shared } from "../../shared.ts";',
  'import { used } from "pack";',
  'import legacy from "../../legacy.cjs";',
  "export const handler = async (): Promise<unknown> => [kit, used, shared(legacy), __filename];",
].join("\n");
const FILES = {
  "functions/a/handler.ts": HANDLER,
  "functions/b/handler.ts": HANDLER.replace("shared(legacy)", "legacy"),
  "functions/c/handler.ts": "export const handler = () => 3;",
  "shared.ts": "export const shared = (value: unknown): string => `ü ${value}`;",
  "legacy.cjs": "module.exports = { old: true };",
  "node_modules/pack/package.json":
    '{"name":"pack","version":"1.0.0","module":"index.js","sideEffects":false}',
  "node_modules/pack/index.js": 'export { used } from "./used.js";\nexport { unused } from "./unused.js";',
  "node_modules/pack/used.js": "export const used = 'used';",
  "node_modules/pack/unused.js": "export const unused = 'unused';",
  "layers/kit/package.json": '{"name":"@app/kit","exports":"./index.ts"}',
  "layers/kit/index.ts": 'import { part } from "./part.ts";\nexport const kit = part;',
  "layers/kit/part.ts": "export const part = { answer: 42 };",
};

/** All that must be the same everywhere: the bytes of the zips and the manifest. */
function portable(artifacts: readonly Artifact[]): unknown {
  const entries = artifacts.map(({ zipPath: _, mapPath: __, ...rest }) => ({
    ...rest,
    stack: "app",
    address: rest.id,
    file: `assets/${rest.id}.zip`,
  }));
  const zips = artifacts.map(({ zipPath }) => sha256(readFileSync(zipPath)));
  return { manifest: manifestText(entries), zips };
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

  for (const name of ["an other place", "Ürümçi 🏔 (copy)", "a'b\"c#d%20e"]) {
    it(`do not depend on where the project lies: ${name}`, async () => {
      assert.deepEqual(portable(await buildAll(clone(name))), expected);
    });
  }

  it("are the same from a warm cache, here and in another process", async () => {
    const project = clone();
    const cold = await buildAll(project);
    assert.deepEqual(await buildAll(project), cold);
    assert.deepEqual(
      startArtifacts(
        project.request(
          [project.fn("a", ["kit"]), project.fn("b", ["kit"]), project.fn("c")],
          [project.source("kit")],
        ),
      )(),
      cold,
    );
    assert.deepEqual(portable(cold), expected);
  });

  it("are the same from a cache that knows another state of the sources", async () => {
    const project = clone();
    project.write("shared.ts", "export const shared = (value: unknown) => value;");
    project.write("node_modules/pack/used.js", "export const used = 'otherwise';");
    await buildAll(project);
    project.write("shared.ts", FILES["shared.ts"]);
    project.write("node_modules/pack/used.js", FILES["node_modules/pack/used.js"]);
    assert.deepEqual(portable(await buildAll(project)), expected);
  });

  it("are the same where one function and one package set come from the cache and the others do not", async () => {
    const project = clone();
    await project.build([project.fn("a", ["kit"])], [project.source("kit")]);
    assert.deepEqual(portable(await buildAll(project)), expected);
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

  it("do not depend on umask, time zone, language and terminal", () => {
    const project = clone();
    const { TZ, LANG, LC_ALL, TERM, COLUMNS } = process.env;
    const umask = process.umask(0o077);
    try {
      Object.assign(process.env, {
        TZ: "Pacific/Kiritimati",
        LANG: "tr_TR.UTF-8",
        LC_ALL: "tr_TR.UTF-8",
        TERM: "dumb",
        COLUMNS: "20",
      });
      const artifacts = startArtifacts(
        project.request(
          [project.fn("a", ["kit"]), project.fn("b", ["kit"]), project.fn("c")],
          [project.source("kit")],
        ),
      )();
      assert.deepEqual(portable(artifacts), expected);
    } finally {
      process.umask(umask);
      for (const [name, value] of Object.entries({ TZ, LANG, LC_ALL, TERM, COLUMNS })) {
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
