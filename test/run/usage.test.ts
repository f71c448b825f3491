import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { temporaryFolder, terraloom } from "./command-line.ts";

describe("the command line", () => {
  const folder = temporaryFolder();
  const path = (name: string) => join(folder.path, name);
  after(() => folder.end());

  const refused = async (args: readonly string[], message: string) => {
    const { exitCode, stdout, stderr } = await terraloom(folder.path, args);
    assert.deepEqual({ exitCode, stdout, stderr }, { exitCode: 2, stdout: "", stderr: `${message}\n` });
  };

  it("refuses a path that does not exist", () =>
    refused(
      ["run", "no-such.jpg"],
      "no-such.jpg: Expected a file or folder that can be read, but found nothing there. Check the spelling.",
    ));

  it("refuses an empty folder", () => {
    mkdirSync(path("empty"));
    return refused(
      ["run", path("empty")],
      `${path("empty")}: Expected at least one file, but found none. Name a photo, or a folder that holds one.`,
    );
  });

  it("refuses a folder that it may not read", function () {
    if (process.getuid?.() === 0) this.skip(); // root may read everything
    mkdirSync(path("closed"), { mode: 0o000 });
    return refused(
      ["run", path("closed")],
      `${path("closed")}: Expected a file or folder that can be read, but found no permission to read it. Give yourself permission, or leave it out.`,
    );
  });

  it("refuses an output folder that is a file", () => {
    writeFileSync(path("file"), "");
    return refused(
      ["run", "examples/photos/cat.jpg", "--out", path("file")],
      `${path("file")}: Expected a folder for the outputs, but found a file. Choose another folder with --out.`,
    );
  });

  it("refuses a port that is taken", async function () {
    this.timeout(120_000);
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    try {
      await refused(
        ["run", "examples/photos/cat.jpg", "--out", path("out"), "--port", String(port)],
        `Expected port ${port} to be free on 127.0.0.1, but found another process listening there. Choose another with --port, or leave it out to take a free one.`,
      );
    } finally {
      server.close();
    }
  });

  it("refuses a port that is none", () =>
    refused(
      ["run", "--port", "0"],
      "error: option '--port <number>' argument '0' is invalid. Expected a whole number from 1 to 65535.",
    ));

  it("refuses an unknown option and an unknown command", async () => {
    await refused(["run", "--nonsense"], "error: unknown option '--nonsense'");
    await refused(["fly"], "error: unknown command 'fly'");
  });

  it("refuses an event file that is missing, or no JSON", async () => {
    await refused(
      ["invoke", "compress", "no-such.json"],
      "no-such.json: Expected a JSON file with the event, but found nothing that can be read. Check the spelling.",
    );
    writeFileSync(path("event.json"), "");
    await refused(
      ["invoke", "compress", path("event.json")],
      `${path("event.json")}: Expected JSON, but found Unexpected end of JSON input. Correct the file.`,
    );
  });

  it("calls one function and prints its answer; an error of the function is exit code 1", async function () {
    this.timeout(120_000);
    writeFileSync(path("event.json"), JSON.stringify({ working: 7 }));
    const { exitCode, stdout, stderr } = await terraloom(folder.path, [
      "invoke",
      "compress",
      path("event.json"),
    ]);
    const { errorType, errorMessage } = JSON.parse(stdout);
    assert.deepEqual([exitCode, stderr, errorType], [1, "", "InvalidEvent"]);
    assert.equal(
      errorMessage,
      "The event is not valid at working: Invalid input: expected object, received number.",
    );
  });

  it("calls a function with objects that it reads, and hands out those that it writes", async function () {
    this.timeout(120_000);
    const [command = ""] =
      readFileSync("README.md", "utf8").match(/npx terraloom invoke compress[^`]*/) ?? [];
    const args = command.replaceAll("\\\n", " ").trim().split(/\s+/).slice(2);
    const out = path("pics");
    const { exitCode, stderr } = await terraloom(folder.path, [...args.slice(0, -1), out]);
    assert.deepEqual([exitCode, stderr], [0, ""]);
    const pictures = readdirSync(join(out, "pictures/cat.jpg/1")).sort();
    assert.deepEqual(pictures, ["compressed.jpg", "compressed.webp"]);
  });

  it("prints the answer, and refuses a place for objects that cannot be written", async function () {
    this.timeout(120_000);
    const args = ["invoke", "compress", "examples/events/compress.json"];
    const object = "results/working/cat.jpg/1/photo.png=examples/photos/cat.jpg";
    const out = path("file");
    writeFileSync(out, "");
    const { exitCode, stdout, stderr } = await terraloom(folder.path, [
      ...args,
      "--put",
      object,
      "--out",
      out,
    ]);
    const file = join(out, "pictures/cat.jpg/1/compressed.webp");
    assert.deepEqual(
      [exitCode, stderr],
      [
        2,
        `${file}: Expected a file for an object that can be written, but found a file in the place of a folder. Choose another folder with --out.\n`,
      ],
    );
    assert.equal(JSON.parse(stdout).pictures.length, 2);
  });

  it("refuses an object that it cannot put", () =>
    refused(
      ["invoke", "compress", "examples/events/compress.json", "--put", "cat.jpg"],
      "error: option '--put <bucket/key=file>' argument 'cat.jpg' is invalid. Expected <bucket>/<key>=<file>, such as results/working/cat.png=cat.png.",
    ));

  it("names the functions of the app when asked for another", async function () {
    this.timeout(120_000);
    writeFileSync(path("event.json"), "{}");
    await refused(
      ["invoke", "paint", path("event.json")],
      'Expected a function "paint", but found only catalog, compress, crop, digest, filter, inspect, notify, prepare, recognize. Check the spelling, or declare it.',
    );
  });

  it("names the stacks of the app when asked for another", async function () {
    this.timeout(120_000);
    await refused(
      ["run", "examples/photos/cat.jpg", "--out", path("out"), "--stack", "images-test"],
      `${path("cdktf.out")}: Expected a stack "images-test", but found images-dev, images-prod. Choose one of them with --stack, or declare it in the app.`,
    );
  });

  it("stops in order on Ctrl-C: no process, no temporary folder and no half of an output is left", async function () {
    this.timeout(120_000);
    const out = path("interrupted");
    let isAsked = false;
    const { exitCode, stderr } = await terraloom(folder.path, ["run", "--out", out, "--verbose"], {
      onOutput: (output, kill) => {
        if (isAsked || !output.includes("images-dev-prepare")) return;
        isAsked = true;
        kill("SIGINT");
      },
    });
    assert.equal(exitCode, 130);
    assert.match(stderr, /^Stopping …$/m);
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => name.startsWith("terraloom-")),
      [],
    );
    for (const name of readdirSync(out)) assert.ok(readdirSync(join(out, name)).length > 0, name);
    assert.deepEqual(childrenThatMention(folder.path), []);
  });
});

/** Processes of this machine whose command line or environment names a folder; only Linux can tell. */
function childrenThatMention(folder: string): readonly string[] {
  if (!existsSync("/proc/self/environ")) return [];
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid) || pid === String(process.pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, "utf8").includes(folder);
    } catch {
      return false; // ended meanwhile, or another user's
    }
  });
}
