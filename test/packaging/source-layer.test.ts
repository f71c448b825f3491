import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readZip } from "../../packaging/unzip.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

describe("a layer of shared code", () => {
  let project: TemporaryProject;
  afterEach(() => project.remove());

  it("is one CommonJS package with everything inside but what its own layers provide", async () => {
    project = temporaryProject({
      "layers/base/package.json": '{"name":"base","exports":"./index.ts"}',
      "layers/base/index.ts": "export const base = 1;",
      "layers/kit/package.json": '{"name":"@app/kit","exports":"./index.ts","private":true}',
      "layers/kit/index.ts":
        'import { base } from "base";\nimport { inside } from "inside";\nexport const kit = [base, inside];',
      "node_modules/inside/package.json": '{"name":"inside","version":"1.2.3","main":"index.js"}',
      "node_modules/inside/index.js": "exports.inside = 'in the bundle';",
    });
    const artifacts = await project.build([], [project.source("kit", ["base"]), project.source("base")]);
    const kit = artifacts[1];
    assert.ok(kit !== undefined);
    assert.deepEqual(
      { id: kit.id, kind: kit.kind, provides: kit.provides, layers: kit.layers },
      { id: "kit", kind: "source-layer", provides: ["@app/kit"], layers: ["base"] },
    );
    assert.deepEqual(
      kit.inputs.map(({ path }) => path),
      ["layers/kit/index.ts", "layers/kit/package.json"],
    );
    assert.deepEqual(kit.packages, [
      {
        name: "inside",
        version: "1.2.3",
        // sha256 of "<sha256 of index.js> index.js\n"
        sha256: "d4a823bdb1a1f480ed295e0ed952886c920839ee0db95341916f0cd1e3d9d8ee",
      },
    ]);
    const [code, manifest, ...others] = readZip(readFileSync(kit.zipPath));
    assert.deepEqual(others, []);
    assert.equal(code?.path, "nodejs/node_modules/@app/kit/index.js");
    assert.equal(manifest?.path, "nodejs/node_modules/@app/kit/package.json");
    assert.deepEqual(JSON.parse(Buffer.from(manifest.bytes).toString()), {
      name: "@app/kit",
      main: "index.js",
      type: "commonjs",
    });
    const module = { exports: {} as { kit?: unknown } };
    const require = (name: string): unknown => (name === "base" ? { base: 1 } : undefined);
    new Function("module", "exports", "require", Buffer.from(code.bytes).toString())(
      module,
      module.exports,
      require,
    );
    assert.deepEqual(module.exports.kit, [1, "in the bundle"]);
  });
});
