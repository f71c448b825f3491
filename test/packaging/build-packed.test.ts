import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { buildArtifacts } from "../../packaging/build.ts";
import type { PythonFunctionSource } from "../../packaging/build-request.ts";
import { PYTHON } from "../../packaging/pip-download.ts";
import { SILENT_PROGRESS } from "../../reporting/progress-bar.ts";
import { hasPip, localWheel } from "./local-wheels.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

describe("functions with the same requirements", () => {
  let project: TemporaryProject;
  before(function () {
    if (!hasPip()) this.skip();
  });
  beforeEach(() => {
    project = temporaryProject({});
    mkdirSync(project.path("wheels"));
    const { name, bytes } = localWheel({ name: "kit", version: "1.0" });
    writeFileSync(project.path("wheels", name), bytes);
  });
  afterEach(() => project.remove());

  function source(id: string, architecture: "arm64" | "x64" = "arm64"): PythonFunctionSource {
    project.write(`${id}/app.py`, `def handler(event, context):\n    return "${id}"\n`);
    project.write(`${id}/requirements.txt`, "--no-index\n--find-links ../wheels\nkit==1.0\n");
    return { kind: "python", id, folder: project.path(id), pythonVersion: "3.13", architecture, layers: [] };
  }

  /** The environment with a Python that counts its starts in a file. */
  function countingEnvironment(): NodeJS.ProcessEnv {
    const { stdout } = spawnSync(PYTHON, ["-c", "import sys; print(sys.executable)"], { encoding: "utf8" });
    const script = `#!/bin/sh\necho start >> '${project.path("starts.txt")}'\nexec '${stdout.trim()}' "$@"\n`;
    project.write(`bin/${PYTHON}`, script);
    chmodSync(project.path("bin", PYTHON), 0o755);
    return { ...process.env, PATH: `${project.path("bin")}:${process.env.PATH}`, TERRALOOM_CACHE: "" };
  }

  it("share one install, apart from those for another machine", async () => {
    const functions = [source("a"), source("b"), source("c", "x64")];
    const env = countingEnvironment();
    const artifacts = await buildArtifacts(project.request(functions), SILENT_PROGRESS, { env });
    assert.equal(readFileSync(project.path("starts.txt"), "utf8"), "start\nstart\n");
    assert.deepEqual(
      artifacts.map(({ packages }) => packages.map(({ name }) => name)),
      [["kit"], ["kit"], ["kit"]],
    );
    const later = [...functions, source("d")];
    await buildArtifacts(project.request(later), SILENT_PROGRESS, { env: { PATH: "", TERRALOOM_CACHE: "" } });
  });
});
