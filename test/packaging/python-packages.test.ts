import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { binaryPlatform } from "../../packaging/binary-platform.ts";
import type { Architecture } from "../../packaging/build-request.ts";
import { PYTHON } from "../../packaging/pip-download.ts";
import { readZip } from "../../packaging/unzip.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

/** A pure wheel, a compiled one, and one that brings a script. */
const REQUIREMENTS = "idna==3.7\nmarkupsafe==3.0.2\ncharset-normalizer==3.4.0\n";

describe("packages from the index of Python", () => {
  let project: TemporaryProject;
  before(function () {
    const project = temporaryProject({});
    const args = ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", project.root, "idna==3.7"];
    const { status } = spawnSync(PYTHON, args, { env: { ...process.env, PIP_RETRIES: "0" } });
    project.remove();
    if (status !== 0) this.skip(); // no Python, no pip or no network
  });
  beforeEach(() => {
    project = temporaryProject({
      "py/app.py": "def handler(e, c): ...\n",
      "py/requirements.txt": REQUIREMENTS,
    });
  });
  afterEach(() => project.remove());

  async function build(architecture: Architecture) {
    const [artifact] = await project.build([
      {
        kind: "python",
        id: "py",
        folder: project.path("py"),
        pythonVersion: "3.13",
        architecture,
        layers: [],
      },
    ]);
    assert.ok(artifact !== undefined);
    return { artifact, files: readZip(readFileSync(artifact.zipPath)) };
  }

  for (const architecture of ["arm64", "x64"] as const) {
    it(`are those for ${architecture}, whatever this machine is`, async () => {
      const { artifact, files } = await build(architecture);
      assert.deepEqual(
        artifact.packages.map(({ name, version }) => `${name} ${version}`),
        ["MarkupSafe 3.0.2", "charset-normalizer 3.4.0", "idna 3.7"],
      );
      const libraries = files.filter(({ path }) => path.endsWith(".so"));
      assert.ok(libraries.length >= 2);
      for (const { bytes } of libraries) {
        assert.deepEqual(binaryPlatform(bytes), { os: "linux", cpu: architecture });
      }
    });
  }

  it("come with licences and metadata, without scripts, compiled modules and notes of pip", async () => {
    const paths = (await build("arm64")).files.map(({ path }) => path);
    assert.ok(paths.includes("idna-3.7.dist-info/METADATA"));
    assert.ok(paths.includes("idna-3.7.dist-info/LICENSE.md"));
    const varying = /^bin\/|__pycache__|\.pyc$|\.dist-info\/(RECORD|INSTALLER|REQUESTED|direct_url\.json)$/;
    assert.deepEqual(
      paths.filter((path) => varying.test(path)),
      [],
    );
  });

  it("are refused with the versions that have a wheel", async () => {
    project.write("py/requirements.txt", "# compiled\nmarkupsafe==2.0.1\n");
    await assert.rejects(build("arm64"), {
      name: "UserError",
      message:
        /^py\/requirements\.txt:2: Expected a wheel of markupsafe==2\.0\.1 for Python 3\.13 on Linux arm64 with glibc 2\.34, but found wheels of \d[\w., ]* only\. Only wheels are taken, since nothing is compiled here: choose another version, or build and host a wheel\.$/,
    });
  });
});
