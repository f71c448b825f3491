import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");

describe("the published package", () => {
  it("has every script that another thread or process runs as it is", () => {
    const scripts = ["packaging", "local/lambda"]
      .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`))
      .filter((path) => /\.[cm]js$/.test(path));
    const packed = new Set(packedFiles());
    assert.ok(scripts.length > 2);
    assert.deepEqual(
      scripts.filter((path) => !packed.has(path)),
      [],
    );
  });
});

function packedFiles(): readonly string[] {
  const cache = realpathSync(mkdtempSync(join(tmpdir(), "terraloom-npm-")));
  try {
    const args = ["pack", "--dry-run", "--json", "--ignore-scripts", "--cache", cache];
    const output = execFileSync("npm", args, { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
    const [{ files }] = JSON.parse(output.toString()) as [
      { readonly files: readonly { readonly path: string }[] },
    ];
    return files.map(({ path }) => path);
  } finally {
    rmSync(cache, { recursive: true });
  }
}
