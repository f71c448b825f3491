import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Artifact } from "../../packaging/artifact.ts";
import { buildArtifacts } from "../../packaging/build.ts";
import type { PythonFunctionSource } from "../../packaging/build-request.ts";
import { BUILDER_VERSION } from "../../packaging/builder-version.ts";
import { PYTHON } from "../../packaging/pip-download.ts";
import { readZip } from "../../packaging/unzip.ts";
import { SILENT_PROGRESS } from "../../reporting/progress-bar.ts";
import { hasPip, type LocalWheel, localWheel } from "./local-wheels.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

const WHEELS: readonly LocalWheel[] = [
  { name: "kit", version: "1.0", requires: ["part>=1", 'gone ; sys_platform == "win32"'] },
  { name: "part", version: "1.5" },
  {
    name: "native",
    version: "2.0",
    tag: "cp313-cp313-manylinux_2_28_aarch64",
    files: { "native.so": "old" },
  },
  {
    name: "native",
    version: "2.0",
    tag: "cp313-cp313-manylinux_2_34_aarch64",
    files: { "native.so": "new" },
  },
  { name: "native", version: "2.0", tag: "cp313-cp313-manylinux2014_x86_64", files: { "native.so": "x64" } },
  { name: "late", version: "3.0", tag: "cp313-cp313-manylinux_2_38_aarch64" },
];
const APP = "def handler(event, context):\n    return 1\n";
const OFFLINE = "--no-index\n--find-links ../wheels\n";
const PINNED = `${OFFLINE}kit==1.0 ; python_version >= "3.12" and python_version < "4"\npart==1.5\n`;

/** An environment in which nothing can be started. */
const NOTHING = { PATH: "", TERRALOOM_CACHE: "" };

describe("a function for Python", () => {
  const projects: TemporaryProject[] = [];
  afterEach(() => {
    for (const project of projects.splice(0)) project.remove();
  });

  function py(requirements: string | undefined, name?: string): TemporaryProject {
    const project = temporaryProject({ "py/app.py": APP }, name);
    if (requirements !== undefined) project.write("py/requirements.txt", requirements);
    mkdirSync(project.path("wheels"));
    for (const wheel of WHEELS) {
      const { name: file, bytes } = localWheel(wheel);
      writeFileSync(project.path("wheels", file), bytes);
    }
    projects.push(project);
    return project;
  }

  const source = (project: TemporaryProject, id: string = "app/py"): PythonFunctionSource => ({
    kind: "python",
    id,
    folder: project.path("py"),
    pythonVersion: "3.13",
    architecture: "arm64",
    layers: [],
  });

  async function build(project: TemporaryProject, env: NodeJS.ProcessEnv = process.env): Promise<Artifact> {
    const [artifact] = await buildArtifacts(project.request([source(project)]), SILENT_PROGRESS, {
      env: { ...env, TERRALOOM_CACHE: "" },
      report: (line) => project.reported.push(line),
    });
    assert.ok(artifact !== undefined);
    return artifact;
  }

  const filesOf = ({ zipPath }: Artifact) => readZip(readFileSync(zipPath));
  const textIn = (artifact: Artifact, wanted: string) =>
    `${filesOf(artifact).find(({ path }) => path === wanted)?.bytes}`;
  const refuses = (project: TemporaryProject, message: string, env?: NodeJS.ProcessEnv) =>
    assert.rejects(build(project, env), { name: "UserError", message });

  describe("without packages", () => {
    it("is its folder, without what Python and editors leave behind, and starts no Python", async () => {
      const project = py("# none yet\n");
      project.write("py/part/__init__.py", "");
      for (const path of ["__pycache__/app.cpython-313.pyc", "old.pyc", ".venv/bin/python", ".env"]) {
        project.write(`py/${path}`, "x");
      }
      const { zipPath: _, sha256: __, sizeBytes: ___, ...described } = await build(project, NOTHING);
      assert.deepEqual(
        { ...described, inputs: described.inputs.map(({ path }) => path) },
        {
          id: "app/py",
          kind: "function",
          source: "py",
          unzippedBytes: APP.length + "# none yet\n".length,
          inputs: ["py/app.py", "py/part/__init__.py", "py/requirements.txt"],
          packages: [],
          options: { architecture: "arm64", builder: BUILDER_VERSION, glibc: "2.34", python: "3.13" },
          provides: [],
          layers: [],
        },
      );
    });

    it("needs no requirements.txt", async () => {
      const files = filesOf(await build(py(undefined), NOTHING));
      assert.deepEqual(
        files.map(({ path }) => path),
        ["app.py"],
      );
    });

    it("is refused for packages when there is no Python", async () => {
      await refuses(
        py("kit==1.0\n"),
        "py/requirements.txt: Expected python3 with pip, to fetch the packages that it names, " +
          `but found that ${PYTHON} does not start: spawn ${PYTHON} ENOENT. ` +
          "Install Python 3.9 or later with pip, or add it to PATH.",
        NOTHING,
      );
    });
  });

  describe("with packages", () => {
    before(function () {
      if (!hasPip()) this.skip();
    });

    it("has them at its root, and in its description; the next build starts no pip", async () => {
      const project = py(PINNED);
      const artifact = await build(project);
      assert.deepEqual(
        filesOf(artifact).map(({ path }) => path),
        [
          "app.py",
          "kit-1.0.dist-info/METADATA",
          "kit-1.0.dist-info/WHEEL",
          "kit/__init__.py",
          "part-1.5.dist-info/METADATA",
          "part-1.5.dist-info/WHEEL",
          "part/__init__.py",
          "requirements.txt",
        ],
      );
      assert.equal(textIn(artifact, "requirements.txt"), PINNED);
      assert.deepEqual(
        artifact.packages.map(({ name, version }) => `${name} ${version}`),
        ["kit 1.0", "part 1.5"],
      );
      assert.ok(artifact.packages.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256)));
      assert.deepEqual(await build(project, NOTHING), artifact);
      assert.deepEqual(project.reported, []);
    });

    it("starts no pip for touched files or another app.py, and does for another requirements.txt", async () => {
      const project = py(PINNED);
      const first = await build(project);
      utimesSync(project.path("py/requirements.txt"), 1, 1);
      assert.deepEqual(await build(project, NOTHING), first);
      project.write("py/app.py", `${APP}# changed\n`);
      const second = await build(project, NOTHING);
      assert.notEqual(second.sha256, first.sha256);
      assert.deepEqual(second.packages, first.packages);
      project.write("py/requirements.txt", `${PINNED}# changed\n`);
      await assert.rejects(build(project, NOTHING), /python3 does not start/);
    });

    it("is the same with packages from the cache as with new ones", async () => {
      const project = py(PINNED);
      await build(project);
      const fresh = py(PINNED);
      for (const one of [project, fresh]) one.write("py/app.py", `${APP}# changed\n`);
      assert.equal((await build(project, NOTHING)).sha256, (await build(fresh)).sha256);
    });

    it("is the same wherever the project lies, whatever the umask and the settings of pip", async () => {
      const expected = (await build(py(PINNED))).sha256;
      const project = py(PINNED, "Ürümçi's 🏔 (copy)");
      const umask = process.umask(0o077);
      try {
        chmodSync(project.path("py/app.py"), 0o600);
        const env = {
          ...process.env,
          PIP_TARGET: "/nowhere",
          PIP_NO_BINARY: ":all:",
          PIP_REQUIRE_VIRTUALENV: "1",
        };
        assert.equal((await build(project, env)).sha256, expected);
      } finally {
        process.umask(umask);
      }
    });

    it("installs again what is damaged in the cache, and tells so", async () => {
      const project = py(PINNED);
      const first = await build(project);
      const cache = project.path("node_modules/.cache/terraloom");
      const [code = ""] = readdirSync(cache).filter((name) => name.endsWith(".code"));
      writeFileSync(join(cache, code), "damaged");
      project.write("py/app.py", `${APP}# changed\n`);
      await build(project);
      assert.deepEqual(project.reported, [`The stored artifact ${code} is damaged and is built again.`]);
      project.write("py/app.py", APP);
      assert.deepEqual(await build(project, NOTHING), first);
    });

    it("has a file as it was left by who changed it while pip was running", async () => {
      const project = py(PINNED);
      const python = spawnSync(PYTHON, ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" });
      project.write(
        `bin/${PYTHON}`,
        `#!/bin/sh\necho "# changed" >> '${project.path("py/app.py")}'\nexec ${python.stdout.trim()} "$@"\n`,
      );
      chmodSync(project.path("bin", PYTHON), 0o755);
      const env = { ...process.env, PATH: `${project.path("bin")}:${process.env.PATH}` };
      assert.equal(textIn(await build(project, env), "app.py"), `${APP}# changed\n`);
    });

    it("does not import its own modules in place of those of pip", async () => {
      const project = py(PINNED);
      project.write("py/logging.py", "raise SystemExit(9)\n");
      assert.match(textIn(await build(project), "logging.py"), /SystemExit/);
    });

    it("takes the wheel for the newest glibc that the runtime has", async () => {
      assert.equal(textIn(await build(py(`${OFFLINE}native==2.0\n`)), "native.so"), "new");
    });

    it("is refused for a package that has no wheel for the runtime, with its line", async () => {
      await refuses(
        py(`${OFFLINE}late==3.0\n`),
        "py/requirements.txt:3: Expected a wheel of late==3.0 for Python 3.13 on Linux arm64 with glibc 2.34, " +
          "but found none. Only wheels are taken, since nothing is compiled here: choose another version, " +
          "or build and host a wheel.",
      );
    });

    it("is refused for a line without a pin, with the version that would be installed", async () => {
      await refuses(
        py(`${OFFLINE}part==1.5\nkit>=1\n`),
        "py/requirements.txt:4: Expected every package to be pinned with ==, but found kit 1.0 without a pin. " +
          "Add kit==1.0, or write the file with `pip-compile`.",
      );
    });

    it("is refused for a package that another needs and no line names", async () => {
      await refuses(
        py(`${OFFLINE}kit==1.0\n`),
        "py/requirements.txt: Expected every package to be pinned with ==, " +
          "but found part 1.5, which kit 1.0 needs, without a pin. " +
          "Add part==1.5, or write the file with `pip-compile`.",
      );
    });

    it("is refused for a line without a pin whose version nobody can tell", async () => {
      await refuses(
        py(`${OFFLINE}nowhere\n`),
        "py/requirements.txt:3: Expected every package to be pinned with ==, but found nowhere without a pin. " +
          "Pin it, or write the file with `pip-compile`.",
      );
    });

    it("is refused for a file of its own that a package has, too", async () => {
      const project = py(PINNED);
      project.write("py/part/__init__.py", "mine");
      await refuses(
        project,
        "py/part/__init__.py: Expected a path that no installed package has, but found that part 1.5 has it, too. " +
          "Rename the file, or remove the package from requirements.txt.",
      );
    });

    it("is refused for a hash that does not match", async () => {
      await assert.rejects(build(py(`${OFFLINE}part==1.5 --hash=sha256:${"0".repeat(64)}\n`)), {
        name: "UserError",
        message:
          /^py\/requirements\.txt: Expected "pip download" to fetch .*THESE PACKAGES DO NOT MATCH THE HASHES/,
      });
    });
  });
});
