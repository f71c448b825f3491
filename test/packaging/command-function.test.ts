import assert from "node:assert/strict";
import { existsSync, readFileSync, utimesSync } from "node:fs";
import { buildArtifacts } from "../../packaging/build.ts";
import type { CommandFunctionSource } from "../../packaging/build-request.ts";
import { BUILDER_VERSION } from "../../packaging/builder-version.ts";
import { readZip } from "../../packaging/unzip.ts";
import { SILENT_PROGRESS } from "../../reporting/progress-bar.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

/** Counts its runs in a file that does not count, and "compiles" main.txt. */
const BUILD = 'echo run >> .runs; cp main.txt "$TERRALOOM_OUT/bootstrap"';
const OUT = "$TERRALOOM_OUT";

describe("a function that a command builds", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject({ "go/main.txt": "#!/bin/sh\n" });
  });
  afterEach(() => project.remove());

  function source(command: string, architecture: "arm64" | "x64" = "arm64"): CommandFunctionSource {
    return { kind: "command", id: "app/go", folder: project.path("go"), command, architecture, layers: [] };
  }
  const build = (...args: Parameters<typeof source>) => project.build([source(...args)]);
  const runs = () => readFileSync(project.path("go/.runs"), "utf8").length / "run\n".length;
  const refuses = (command: string, message: string) =>
    assert.rejects(build(command), { name: "UserError", message });

  it("is what the command has written, with an executable bootstrap, its sources and options", async () => {
    const command = `mkdir ${OUT}/data; echo "$TERRALOOM_ARCHITECTURE" > ${OUT}/data/x; cp main.txt ${OUT}/bootstrap`;
    const [artifact] = await build(command);
    assert.ok(artifact !== undefined);
    const { zipPath, sha256: _, sizeBytes: __, ...described } = artifact;
    assert.deepEqual(
      readZip(readFileSync(zipPath)).map(({ path, bytes, executable }) => [path, `${bytes}`, executable]),
      [
        ["bootstrap", "#!/bin/sh\n", true],
        ["data/x", "arm64\n", false],
      ],
    );
    assert.deepEqual(
      { ...described, inputs: described.inputs.map(({ path }) => path) },
      {
        id: "app/go",
        kind: "function",
        source: "go",
        unzippedBytes: 16,
        inputs: ["go/main.txt"],
        packages: [],
        options: { architecture: "arm64", builder: BUILDER_VERSION, command },
        provides: [],
        layers: [],
      },
    );
  });

  it("is not built again for new times and for what compilers leave behind, and is for another content", async () => {
    const [first] = await build(BUILD);
    utimesSync(project.path("go/main.txt"), 1, 1);
    project.write("go/target/debug/x", "1");
    project.write("go/node_modules/x/index.js", "1");
    project.write("go/.cache/x", "1");
    assert.deepEqual(await build(BUILD), [first]);
    assert.equal(runs(), 1);
    project.write("go/main.txt", "#!/bin/bash\n");
    const [second] = await build(BUILD);
    assert.notEqual(second?.sha256, first?.sha256);
    assert.equal(runs(), 2);
  });

  it("is built again for another command, another architecture and a new file", async () => {
    await build(BUILD);
    await build(`${BUILD}; true`);
    await build(BUILD, "x64");
    project.write("go/more.txt", "");
    await build(BUILD);
    assert.equal(runs(), 4);
  });

  it("is built from what the command itself has written into the folder, once that stays", async () => {
    const command = `${BUILD}; echo locked > go.sum`;
    const [artifact] = await build(command);
    assert.equal(runs(), 2);
    assert.deepEqual(
      artifact?.inputs.map(({ path }) => path),
      ["go/go.sum", "go/main.txt"],
    );
    assert.deepEqual(await build(command), [artifact]);
    assert.equal(runs(), 2);
  });

  it("is refused when the command writes something else each time", async () => {
    await refuses(
      `${BUILD}; cat .runs > log.txt`,
      "go/log.txt: Expected a file that stays as it is while the command runs, but found that it changed twice. " +
        "Have the command write to $TERRALOOM_OUT, or to a folder whose name starts with a dot.",
    );
  });

  it("is refused with the last lines of a command that fails, as plain text", async () => {
    const lines = Array.from({ length: 20 }, (_, index) => `\n  line ${index + 2}`).join("");
    const command =
      "for i in $(seq 1 20); do echo line $i; done; printf '\\033[31mline 21\\033[0m\\a\\r\\n' >&2; exit 7";
    await refuses(
      command,
      `go: Expected the command ${JSON.stringify(command)} to succeed, but found exit code 7. Its last lines:${lines}`,
    );
  });

  it("is refused when the command fails and says nothing", async () => {
    await refuses(
      "exit 1",
      'go: Expected the command "exit 1" to succeed, but found exit code 1. It has printed nothing.',
    );
  });

  it("is refused without a bootstrap", async () => {
    const advice = 'Have the command write the program to "$TERRALOOM_OUT/bootstrap".';
    await refuses(
      "true",
      `go: Expected an executable bootstrap at the root, which Lambda starts, but found none. ${advice}`,
    );
    await refuses(
      `mkdir ${OUT}/bin; cp main.txt ${OUT}/bin/bootstrap`,
      `go: Expected an executable bootstrap at the root, which Lambda starts, but found only bin/bootstrap. ${advice}`,
    );
  });

  it("is refused when its folder has no file, or is none", async () => {
    const message = (found: string) =>
      `go: Expected the folder with the files of app/go, but found ${found}. ` +
      "Check the path where the function is declared.";
    project.remove();
    project = temporaryProject({ "go/.hidden": "" });
    await refuses(BUILD, message("no file in it"));
    project.remove();
    project = temporaryProject({ go: "a file" });
    await refuses(BUILD, message("no folder"));
  });

  it("has its own environment, and leaves no folder behind", async () => {
    const command = `echo ${OUT} > "$NOTES"; cp main.txt ${OUT}/bootstrap`;
    const env = { ...process.env, TERRALOOM_CACHE: "", NOTES: project.path("notes.txt") };
    await buildArtifacts(project.request([source(command)]), SILENT_PROGRESS, { env });
    assert.equal(existsSync(readFileSync(project.path("notes.txt"), "utf8").trim()), false);
  });
});
