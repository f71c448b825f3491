import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { buildArtifacts } from "../../packaging/build.ts";
import type { NpmLayerSource } from "../../packaging/build-request.ts";
import { BUILDER_VERSION } from "../../packaging/builder-version.ts";
import { readZip } from "../../packaging/unzip.ts";
import { SILENT_PROGRESS } from "../../reporting/progress-bar.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

const FIXTURE = new URL("../fixtures/packaging/ms-layer/", import.meta.url);
const PACKAGE = readFileSync(new URL("package.json", FIXTURE), "utf8");
const LOCK = readFileSync(new URL("package-lock.json", FIXTURE), "utf8");

describe("a layer of npm packages", () => {
  let project: TemporaryProject;
  afterEach(() => project.remove());

  function layer(architecture: "arm64" | "x64" = "arm64"): NpmLayerSource {
    return { kind: "npm", id: "app/ms", folder: project.path("layers/ms"), architecture };
  }

  function build(env: NodeJS.ProcessEnv = { ...process.env, TERRALOOM_CACHE: "" }) {
    return buildArtifacts(project.request([], [layer()]), SILENT_PROGRESS, {
      env,
      report: (line) => project.reported.push(line),
    });
  }

  it("has the locked packages of production, pruned, and the two files of npm; the next build starts no npm", async () => {
    project = temporaryProject({ "layers/ms/package.json": PACKAGE, "layers/ms/package-lock.json": LOCK });
    const [artifact] = await build();
    assert.ok(artifact !== undefined);
    const { zipPath, ...described } = artifact;
    const files = readZip(readFileSync(zipPath));
    assert.deepEqual(
      files.map(({ path, executable }) => ({ path, executable })),
      [
        { path: "nodejs/node_modules/ms/index.js", executable: false },
        { path: "nodejs/node_modules/ms/license.md", executable: false },
        { path: "nodejs/node_modules/ms/package.json", executable: false },
        { path: "nodejs/package-lock.json", executable: false },
        { path: "nodejs/package.json", executable: false },
      ],
    );
    assert.equal(Buffer.from(files[3]?.bytes ?? []).toString(), LOCK);
    assert.deepEqual(described.provides, ["ms"]);
    assert.deepEqual(described.options, {
      architecture: "arm64",
      builder: BUILDER_VERSION,
      libc: "glibc",
      os: "linux",
    });
    assert.deepEqual(
      described.inputs.map(({ path }) => path),
      ["layers/ms/package-lock.json", "layers/ms/package.json"],
    );
    assert.equal(
      described.unzippedBytes,
      files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    );
    assert.deepEqual(await build({ PATH: "", TERRALOOM_CACHE: "" }), [artifact]);
    assert.deepEqual(project.reported, []);
  });

  it("is refused without a lockfile", async () => {
    project = temporaryProject({ "layers/ms/package.json": PACKAGE });
    await assert.rejects(build(), {
      name: "UserError",
      message:
        "layers/ms: Expected a package-lock.json beside package.json, but found none. " +
        'Run "npm install --package-lock-only" in layers/ms and commit the lockfile.',
    });
  });

  it("is refused without a package.json", async () => {
    project = temporaryProject({ "layers/ms/package-lock.json": LOCK });
    await assert.rejects(build(), {
      name: "UserError",
      message:
        "layers/ms: Expected a package.json in the folder of the layer, but found none. " +
        'Run "npm init" in layers/ms, or check the folder where the layer is declared.',
    });
  });

  it("is refused with a lockfile of npm 6", async () => {
    project = temporaryProject({
      "layers/ms/package.json": PACKAGE,
      "layers/ms/package-lock.json": '{"lockfileVersion":1,"dependencies":{"ms":{"version":"2.1.3"}}}',
    });
    await assert.rejects(build(), {
      name: "UserError",
      message:
        "layers/ms/package-lock.json: Expected a lockfile of npm 7 or later, but found another format. " +
        'Run "npm install --package-lock-only" in layers/ms and commit the lockfile.',
    });
  });

  it("is refused in npm's words when the lockfile does not belong to package.json", async () => {
    project = temporaryProject({
      "layers/ms/package.json": PACKAGE.replace("2.1.3", "2.1.2"),
      "layers/ms/package-lock.json": LOCK,
    });
    await assert.rejects(build(), {
      name: "UserError",
      message:
        'layers/ms: Expected "npm ci" to install the packages of the layer, but found its error: ' +
        "Invalid: lock file's ms@2.1.3 does not satisfy ms@2.1.2. " +
        'Run "npm install --package-lock-only" in layers/ms and commit the lockfile.',
    });
  });

  it("is refused in npm's words when a package is not what was locked", async () => {
    const other = Buffer.alloc(64, 1).toString("base64");
    project = temporaryProject({
      "layers/ms/package.json": PACKAGE,
      "layers/ms/package-lock.json": LOCK.replace(/(node_modules\/ms"[^}]*sha512-)[^"]*/, `$1${other}`),
    });
    await assert.rejects(build(), (error: Error) => {
      assert.match(
        error.message,
        /^layers\/ms: Expected "npm ci" to install the packages of the layer, but found its error: Integrity checksum failed when using sha512: .*\. Run "npm ci" in layers\/ms to see all of it\.$/,
      );
      return true;
    });
  });

  it("is refused when there is no npm", async () => {
    project = temporaryProject({ "layers/ms/package.json": PACKAGE, "layers/ms/package-lock.json": LOCK });
    await assert.rejects(build({ PATH: project.root, TERRALOOM_CACHE: "" }), {
      name: "UserError",
      message:
        "layers/ms: Expected npm, to install the packages of the layer, but found that it does not start: " +
        "spawn npm ENOENT. Install npm 10 or later, or add it to PATH.",
    });
  });

  it("is refused when npm leaves out an optional package that this machine's Node.js is too old for", async () => {
    project = temporaryProject({
      "layers/ms/package.json": PACKAGE.replace('"dependencies"', '"optionalDependencies"'),
      "layers/ms/package-lock.json": LOCK.replace('"dependencies"', '"optionalDependencies"').replace(
        '"node_modules/ms": {',
        '"node_modules/ms": {"optional": true, "engines": {"node": ">=99"},',
      ),
    });
    await assert.rejects(build(), {
      name: "UserError",
      message:
        'layers/ms: Expected "npm ci" to install all packages of the lockfile, but found that it left out ' +
        "node_modules/ms. Build again if the registry could not be reached; if not, use a Node.js that `engines` of " +
        "the package allows.",
    });
  });

  it("is refused when a package is a link to a folder", async () => {
    project = temporaryProject({
      "layers/ms/package.json": '{"dependencies":{"kit":"file:../kit"}}',
      "layers/ms/package-lock.json": JSON.stringify({
        lockfileVersion: 3,
        packages: {
          "": { dependencies: { kit: "file:../kit" } },
          "../kit": { version: "1.0.0" },
          "node_modules/kit": { resolved: "../kit", link: true },
        },
      }),
    });
    await assert.rejects(build(), {
      name: "UserError",
      message:
        "layers/ms/package-lock.json: Expected packages of a registry, but found node_modules/kit, a link to ../kit. " +
        "Publish that package, or make it a layer of shared code.",
    });
  });
});
