import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { NpmLayerSource } from "../../packaging/build-request.ts";
import { readZip } from "../../packaging/unzip.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

const FIXTURE = new URL("../fixtures/packaging/nested-layer/", import.meta.url);
const LAYER = {
  "layers/npm/package.json": readFileSync(new URL("package.json", FIXTURE), "utf8"),
  "layers/npm/package-lock.json": readFileSync(new URL("package-lock.json", FIXTURE), "utf8"),
};

describe("an import of what a layer provides", () => {
  let project: TemporaryProject;
  afterEach(() => project.remove());

  const npm = (): NpmLayerSource => ({
    kind: "npm",
    id: "app/npm",
    folder: project.path("layers/npm"),
    architecture: "arm64",
  });

  async function build(handler: string, files: Readonly<Record<string, string>> = {}) {
    project = temporaryProject({ ...LAYER, ...files, "functions/a/handler.ts": handler });
    const [artifact] = await project.build([project.fn("a", ["app/npm"])], [npm()]);
    return artifact;
  }

  /** The code of the function, and whatever its modules are. */
  function run(zipPath: string, modules: Readonly<Record<string, unknown>>): unknown {
    const code = readZip(readFileSync(zipPath)).find(({ path }) => path === "index.js")?.bytes;
    const module = { exports: {} as { handler: () => unknown } };
    const require = (name: string): unknown => modules[name] ?? createRequire(import.meta.url)(name);
    new Function("module", "exports", "require", Buffer.from(code ?? []).toString())(
      module,
      module.exports,
      require,
    );
    return module.exports.handler();
  }

  it("may be of every file that Node.js finds there", async () => {
    await build(
      'import semver from "semver";\nimport satisfies from "semver/functions/satisfies";\n' +
        'import spawn from "cross-spawn";\nexport const handler = () => [semver, satisfies, spawn];',
    );
  });

  it("is refused by name when there is no such file, also when everything is recalled", async () => {
    const message =
      'functions/a/handler.ts: Expected "semver/functions/missing" to be an export of semver 7.6.0 in the layer ' +
      "app/npm, but found none. Correct the path: it is no file of semver that the layer has.";
    const handler = 'import missing from "semver/functions/missing";\nexport const handler = () => missing;';
    await assert.rejects(build(handler), { name: "UserError", message });
    await assert.rejects(project.build([project.fn("a", ["app/npm"])], [npm()]), {
      name: "UserError",
      message,
    });
  });

  it("is refused by the file of a bundled package that has it", async () => {
    await assert.rejects(
      build('import { used } from "pack";\nexport const handler = () => used;', {
        "node_modules/pack/package.json": '{"name":"pack","main":"index.js"}',
        "node_modules/pack/index.js": 'exports.used = require("mkdirp/lib/gone.js");',
      }),
      {
        name: "UserError",
        message:
          'node_modules/pack/index.js: Expected "mkdirp/lib/gone.js" to be an export of mkdirp 0.5.6 in the layer ' +
          "app/npm, but found none. Correct the path: it is no file of mkdirp that the layer has.",
      },
    );
  });

  it("may fail where the code expects it to", async () => {
    const artifact = await build(
      'import { used } from "pack";\nexport const handler = () => [used, import("semver/gone").catch(() => 2)];',
      {
        "node_modules/pack/package.json": '{"name":"pack","main":"index.js"}',
        "node_modules/pack/index.js":
          'try { exports.used = require("mkdirp/gone"); } catch { exports.used = 1; }',
      },
    );
    const [used, later] = run(artifact?.zipPath ?? "", {}) as [number, Promise<number>];
    assert.deepEqual([used, await later], [1, 2]);
  });

  it("is refused in import() and require of own code", async () => {
    await assert.rejects(build('export const handler = () => import("semver/gone");'), {
      name: "UserError",
      message:
        'functions/a/handler.ts: Expected "semver/gone" to be an export of semver 7.6.0 in the layer app/npm, but ' +
        "found none. Correct the path: it is no file of semver that the layer has.",
    });
  });

  it("is no concern where nothing of it is left in the bundle", async () => {
    await build('import { a } from "pack";\nexport const handler = () => a;', {
      "node_modules/pack/package.json": '{"name":"pack","module":"index.js","sideEffects":false}',
      "node_modules/pack/index.js": 'export const a = 1;\nexport { b } from "./b.js";',
      "node_modules/pack/b.js": 'import gone from "semver/gone";\nexport const b = gone;',
    });
  });

  it("is found by import() as well, which NODE_PATH does not reach", async () => {
    const artifact = await build(
      'export const handler = async () => (await import("semver")).default.valid("1.0.0");',
    );
    const semver = { valid: (version: string) => `valid ${version}` };
    assert.equal(await run(artifact?.zipPath ?? "", { semver }), "valid 1.0.0");
  });

  it("that only packages in the layer ask for is bundled, or refused", async () => {
    await assert.rejects(build('import chalk from "chalk";\nexport const handler = () => chalk;'), {
      name: "UserError",
      message:
        'functions/a/handler.ts:1:19: Expected "chalk" from a layer of the function or a package that can be bundled, ' +
        "but found neither. Add a layer that provides it to the function, or install it: npm install chalk\n" +
        '    1 │ import chalk from "chalk";\n' +
        "      ╵                   ~~~~~~~",
    });
  });
});
