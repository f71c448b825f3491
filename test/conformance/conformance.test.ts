import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const FOLDER = resolve("..", "shared", "conformance");

/** How many of AWS's answers are others here: a function that was refused for more memory than Lambda allowed when it was recorded. */
const KNOWN_FAILURES = { asl: 0, create: 0, patterns: 0, teststate: 1, transformers: 0 } as const;

describe("recorded answers of AWS", () => {
  for (const [kind, known] of Object.entries(KNOWN_FAILURES)) {
    it(`are those of this project: ${kind}${known === 0 ? "" : `, but for ${known}`}`, function () {
      if (!existsSync(join(FOLDER, "run.mjs"))) return this.skip(); // they lie beside the project only
      const command = "node --import tsx test/conformance/adapter.ts";
      const args = [join(FOLDER, "run.mjs"), "--cmd", command, "--kind", kind, "--show", "5"];
      const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
      const [, right, all] = new RegExp(`^${kind}: (\\d+)/(\\d+)$`, "m").exec(stdout) ?? [];
      assert.ok(Number(all) > 0, stdout);
      assert.equal(Number(all) - Number(right), known, stdout);
    }).timeout(180_000);
  }
});
