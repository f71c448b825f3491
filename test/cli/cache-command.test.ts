import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sha256 } from "../../packaging/sha256.ts";

const PROGRAM = fileURLToPath(new URL("cache-program.ts", import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const MEBIBYTE = Buffer.alloc(1024 * 1024);
const INTACT = `${sha256(MEBIBYTE)}.zip`;
const DAMAGED = `${"0".repeat(64)}.zip`;

describe("terraloom cache", () => {
  let project: string;
  let folder: string;
  beforeEach(() => {
    project = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-cli-")));
    folder = join(project, "node_modules", ".cache", "terraloom");
    mkdirSync(folder, { recursive: true });
    for (const name of [INTACT, DAMAGED]) writeFileSync(join(folder, name), name === INTACT ? MEBIBYTE : "");
  });
  afterEach(() => rmSync(project, { recursive: true }));

  function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", TSX, PROGRAM, "cache", ...args],
      {
        cwd: project,
        env: { ...process.env, TERRALOOM_CACHE: "", ...env },
        encoding: "utf8",
      },
    );
    return { status, stdout, stderr };
  }

  it("path prints where the cache is", () => {
    assert.deepEqual(run(["path"]), { status: 0, stdout: `${folder}\n`, stderr: "" });
    const env = { TERRALOOM_CACHE: "elsewhere" };
    assert.deepEqual(run(["path"], env), {
      status: 0,
      stdout: `${join(project, "elsewhere")}\n`,
      stderr: "",
    });
  });

  it("verify names what is damaged and removes it; the next time all is well", () => {
    assert.deepEqual(run(["verify"]), {
      status: 1,
      stdout: "1 entry (1.0 MB) intact, 1 damaged\n",
      stderr: `${DAMAGED} is damaged and was removed.\n`,
    });
    assert.deepEqual(readdirSync(folder), [INTACT]);
    assert.deepEqual(run(["verify"]), {
      status: 0,
      stdout: "1 entry (1.0 MB) intact, 0 damaged\n",
      stderr: "",
    });
  });

  it("prune removes what is over the bound, prune --all everything", () => {
    utimesSync(join(folder, INTACT), 1, 1);
    utimesSync(join(folder, DAMAGED), 2, 2);
    assert.deepEqual(run(["prune"]), {
      status: 0,
      stdout: "0 entries (0.0 MB) removed, 2 entries (1.0 MB) left\n",
      stderr: "",
    });
    assert.deepEqual(run(["prune"], { TERRALOOM_CACHE_MAX_MB: "0" }), {
      status: 0,
      stdout: "1 entry (1.0 MB) removed, 1 entry (0.0 MB) left\n",
      stderr: "",
    });
    assert.deepEqual(run(["prune", "--all"]), {
      status: 0,
      stdout: "1 entry (0.0 MB) removed, 0 entries (0.0 MB) left\n",
      stderr: "",
    });
    assert.deepEqual(readdirSync(folder), []);
  });
});
