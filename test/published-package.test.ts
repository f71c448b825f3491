import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");

describe("the published package", () => {
  let packed: readonly string[];

  before(() => {
    packed = packedFiles();
  });

  it("has every script that another thread or process runs as it is", () => {
    const scripts = ["packaging", "local/lambda"]
      .flatMap((folder) => filesIn(folder))
      .filter((path) => /\.[cm]js$/.test(path));
    assert.ok(scripts.length > 2);
    const names = new Set(packed);
    assert.deepEqual(
      scripts.filter((path) => !names.has(path)),
      [],
    );
  });

  it("has the program for a function for Python, all of it", () => {
    assert.deepEqual(
      packed.filter((path) => path.endsWith(".py")),
      [
        "local/lambda/bootstrap.py",
        ...filesIn("local/lambda/terraloom_runtime").filter((path) => path.endsWith(".py")),
      ],
    );
  });
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder))
    .map((name) => `${folder}/${name}`)
    .sort();
}

/** The paths in it, sorted. */
function packedFiles(): readonly string[] {
  const cache = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-npm-")));
  try {
    const args = ["pack", "--dry-run", "--json", "--ignore-scripts", "--cache", cache];
    const output = execFileSync("npm", args, { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
    const [{ files }] = JSON.parse(output.toString()) as [
      { readonly files: readonly { readonly path: string }[] },
    ];
    return files.map(({ path }) => path).sort();
  } finally {
    rmSync(cache, { recursive: true });
  }
}
