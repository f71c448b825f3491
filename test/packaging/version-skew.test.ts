import assert from "node:assert/strict";
import { createBuildContext } from "../../packaging/build-context.ts";
import type { LayerSource } from "../../packaging/build-request.ts";
import { layerPackages } from "../../packaging/layer-packages.ts";
import { problemReport } from "../../packaging/problem-report.ts";
import { versionSkews } from "../../packaging/version-skew.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

const lockfile = (version: string): string =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: { "": { dependencies: { ms: version } }, "node_modules/ms": { version } },
  });
const asks = (range: string, field = "dependencies"): string => JSON.stringify({ [field]: { ms: range } });

describe("versionSkews", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject({
      "package.json": "{}",
      "functions/a/handler.ts": "",
      "layers/ms/package.json": "{}",
      "layers/ms/package-lock.json": lockfile("2.1.3"),
      "layers/kit/package.json": '{"name":"kit","exports":"./index.ts"}',
      "layers/kit/index.ts": "",
    });
  });
  afterEach(() => project.remove());

  const npm = (id: string): LayerSource => ({
    kind: "npm",
    id: `app/${id}`,
    folder: project.path("layers", id),
    architecture: "arm64",
  });

  function skews(layers: readonly LayerSource[] = [npm("ms")]) {
    const ids = layers.map(({ id }) => id);
    const request = project.request([project.fn("a", ids)], layers);
    const context = createBuildContext(project.root, {}, () => {});
    return versionSkews(context, request, layerPackages(context, layers));
  }

  it("names both versions and both files", () => {
    project.write("functions/a/package.json", asks("^3.0.0"));
    assert.equal(
      problemReport(skews()).message,
      "functions/a/package.json: Expected ms ^3.0.0 from the layer app/ms, as it asks for, but found ms 2.1.3 in " +
        'layers/ms/package-lock.json. Run "npm install --package-lock-only ms@^3.0.0" in layers/ms, or ask for 2.1.3.',
    );
  });

  it("goes by the nearest package.json that asks for the package, whatever for", () => {
    project.write("package.json", asks("^2.0.0", "devDependencies"));
    assert.deepEqual(skews(), []);
    project.write("package.json", asks("^1.0.0", "devDependencies"));
    project.write("functions/package.json", asks("2.x", "peerDependencies"));
    assert.deepEqual(skews(), []);
    project.write("functions/a/package.json", '{"dependencies":{"other":"1"}}');
    assert.deepEqual(skews(), []);
    project.write("functions/package.json", "{}");
    assert.equal(skews()[0]?.parts.at, "package.json");
  });

  for (const range of ["workspace:*", "file:../ms", "latest", "github:vercel/ms", "npm:ms@^1.0.0"]) {
    it(`takes ${range} for no statement about a version`, () => {
      project.write("package.json", asks(range));
      assert.deepEqual(skews(), []);
    });
  }

  it("holds layers of shared code to the layers that they use as well", () => {
    project.write(
      "layers/kit/package.json",
      '{"name":"kit","exports":"./index.ts","dependencies":{"ms":"1"}}',
    );
    const found = skews([npm("ms"), project.source("kit", ["app/ms"])]);
    assert.deepEqual(
      found.map(({ breaks }) => breaks),
      [[{ kind: "layer", id: "kit", source: "layers/kit" }]],
    );
  });
});
