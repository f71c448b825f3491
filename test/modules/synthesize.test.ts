import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { fixture } from "./fixture.ts";

describe("the synth of an app as a program", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-synth-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function run(app: string) {
    const args = [
      "--import",
      pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href,
      fileURLToPath(fixture(`apps/${app}.ts`)),
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    return { status, stdout, stderr };
  }

  it("writes cdktf.out into the folder in which it runs, and is silent", () => {
    assert.deepEqual(run("good"), { status: 0, stdout: "", stderr: "" });
    assert.ok(existsSync(join(folder, "cdktf.out/stacks/app/cdk.tf.json")));
  });

  it("ends with the message of a user's mistake, without a stack trace, and exit code 1", () => {
    assert.deepEqual(run("mistaken"), {
      status: 1,
      stdout: "",
      stderr:
        "app/news: Expected archiveDays to be a whole number from 0 to 36500, but found -1. " +
        "Change it where the construct is declared.\n",
    });
    assert.equal(existsSync(join(folder, "cdktf.out/manifest.json")), false);
  });

  it("says that the output folder cannot be written, without a stack trace", () => {
    writeFileSync(join(folder, "cdktf.out"), "");
    assert.deepEqual(run("good"), {
      status: 1,
      stdout: "",
      stderr:
        "cdktf.out: Expected an output folder that can be written to, but found a file in the place of a folder. " +
        "Give yourself permission, make room, or name another folder in CDKTF_OUTDIR.\n",
    });
  });

  it("shows the stack trace of a fault of the program", () => {
    const { status, stderr } = run("faulty");
    assert.equal(status, 1);
    assert.match(stderr, /TypeError: A fault of the program\.\n {4}at /);
    assert.deepEqual(
      readdirSync(folder, { recursive: true }).filter((path) => String(path).endsWith(".json")),
      [],
    );
  });
});
