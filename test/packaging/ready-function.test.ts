import assert from "node:assert/strict";
import { chmodSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import type { ReadyFunctionSource } from "../../packaging/build-request.ts";
import { BUILDER_VERSION } from "../../packaging/builder-version.ts";
import { sha256 } from "../../packaging/sha256.ts";
import { readZip } from "../../packaging/unzip.ts";
import { zipFiles } from "../../packaging/zip.ts";
import { elf } from "./elf.ts";
import { type TemporaryProject, temporaryProject } from "./temporary-project.ts";

const JAR = zipFiles([
  { path: "META-INF/MANIFEST.MF", bytes: Buffer.from("Manifest-Version: 1.0\n") },
  { path: "com/example/Handler.class", bytes: Buffer.alloc(2000, 1) },
]);

describe("a ready function", () => {
  let project: TemporaryProject;
  beforeEach(() => {
    project = temporaryProject({ "built/index.mjs": "export const handler = 1;", "built/.env": "A=1" });
  });
  afterEach(() => project.remove());

  const source = (path: string, bootstrap?: "arm64" | "x64"): ReadyFunctionSource => ({
    kind: "ready",
    id: "app/ready",
    path: project.path(path),
    layers: [],
    ...(bootstrap && { bootstrap }),
  });
  const build = (...args: Parameters<typeof source>) => project.build([source(...args)]);
  const refuses = (message: string, ...args: Parameters<typeof source>) =>
    assert.rejects(build(...args), { name: "UserError", message });
  const put = (path: string, bytes: Uint8Array) => writeFileSync(project.path(path), bytes);

  it("is a jar byte for byte, with the jar as its input and what is in it as its size", async () => {
    put("app.jar", JAR);
    const [artifact] = await build("app.jar");
    assert.ok(artifact !== undefined);
    const { zipPath, ...described } = artifact;
    assert.deepEqual(new Uint8Array(readFileSync(zipPath)), new Uint8Array(JAR));
    assert.deepEqual(described, {
      id: "app/ready",
      kind: "function",
      source: "app.jar",
      sha256: sha256(JAR, "base64"),
      sizeBytes: JAR.length,
      unzippedBytes: 2022,
      inputs: [{ path: "app.jar", sha256: sha256(JAR), sizeBytes: JAR.length }],
      packages: [],
      options: { builder: BUILDER_VERSION },
      provides: [],
      layers: [],
    });
  });

  it("is a folder as it is: hidden files, links inside and what may be run", async () => {
    project.write("built/run.sh", "#!/bin/sh\n");
    chmodSync(project.path("built/run.sh"), 0o755);
    symlinkSync("index.mjs", project.path("built/link.mjs"));
    const [artifact] = await build("built");
    assert.deepEqual(
      readZip(readFileSync(artifact?.zipPath ?? "")).map(({ path, executable }) => [path, executable]),
      [
        [".env", false],
        ["index.mjs", false],
        ["link.mjs", false],
        ["run.sh", true],
      ],
    );
    assert.deepEqual(
      artifact?.inputs.map(({ path }) => path),
      ["built/.env", "built/index.mjs", "built/link.mjs", "built/run.sh"],
    );
  });

  it("is the same for new times and owners' modes, and another one for what may be run", async () => {
    const [first] = await build("built");
    utimesSync(project.path("built/index.mjs"), 1, 1);
    chmodSync(project.path("built/index.mjs"), 0o600);
    assert.deepEqual(await build("built"), [first]);
    chmodSync(project.path("built/index.mjs"), 0o700);
    const [second] = await build("built");
    assert.notEqual(second?.sha256, first?.sha256);
  });

  it("is built again when a file of it has changed", async () => {
    put("app.jar", JAR);
    await build("app.jar");
    const other = zipFiles([{ path: "a", bytes: Buffer.from("b") }]);
    put("app.jar", other);
    assert.equal((await build("app.jar"))[0]?.sha256, sha256(other, "base64"));
  });

  it("is refused when it is no zip", async () => {
    const advice = "Pack it again: plain relative paths, no symbolic links, no encryption, at most 250 MB.";
    put("app.zip", Buffer.from("no zip"));
    const message = (found: string) =>
      `app.zip: Expected a zip or jar that Lambda can unpack, but found this: Invalid zip: ${found}. ${advice}`;
    await refuses(message("it is cut off or not a zip"), "app.zip");
    put("app.zip", zip("../evils.sh", 0o100644));
    await refuses(message('the path "../evils.sh" is not a plain relative one'), "app.zip");
    put("app.zip", zip("etc/link.sh", 0o120777));
    await refuses(message('"etc/link.sh" is a symbolic link'), "app.zip");
    put("app.zip", zip("etc/zeros.x", 0o100644, 262_144_001));
    await refuses(message("it has more than 262,144,000 bytes unzipped"), "app.zip");
  });

  it("is refused when nothing is there any more, or no file", async () => {
    const message = (found: string) =>
      `gone: Expected the folder with the files of app/ready, but found ${found}. ` +
      "Check the path where the function is declared.";
    await refuses(message("no folder"), "gone");
  });

  it("needs a bootstrap for its machine where the runtime has no language", async () => {
    const advice = "Put the program there under the name bootstrap.";
    await refuses(
      `built: Expected an executable bootstrap at the root, which Lambda starts, but found none. ${advice}`,
      "built",
      "arm64",
    );
    put("built/bootstrap", elf("x64"));
    await refuses(
      "built: Expected bootstrap to be executable, but found that its mode says nothing of it. " +
        'Run "chmod +x bootstrap" before it is packed.',
      "built",
      "arm64",
    );
    chmodSync(project.path("built/bootstrap"), 0o755);
    await refuses(
      "built: Expected bootstrap to be a program for Linux arm64, but found one for Linux x64. " +
        "Compile it for that machine, or change the `architecture` of the function.",
      "built",
      "arm64",
    );
    const [artifact] = await build("built", "x64");
    assert.deepEqual(artifact?.options, { bootstrap: "x64", builder: BUILDER_VERSION });
  });

  it("in a zip needs a bootstrap, too", async () => {
    put("app.zip", zipFiles([{ path: "bootstrap", bytes: elf("arm64") }]));
    await refuses(
      "app.zip: Expected bootstrap to be executable, but found that its mode says nothing of it. " +
        'Run "chmod +x bootstrap" before it is packed.',
      "app.zip",
      "arm64",
    );
  });

  /** A zip with one file of a path of 11 characters, with a mode and a size that its directory claims. */
  function zip(path: string, mode: number, sizeBytes?: number): Buffer {
    const bytes = Buffer.from(zipFiles([{ path: "placeholder", bytes: Buffer.from("x") }]));
    const entry = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.write(path, bytes.indexOf("placeholder"));
    bytes.write(path, bytes.lastIndexOf("placeholder"));
    bytes.writeUInt32LE(mode * 0x10000, entry + 38);
    if (sizeBytes !== undefined) bytes.writeUInt32LE(sizeBytes, entry + 24);
    return bytes;
  }
});
