import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const action = readFileSync(new URL("../action.yml", import.meta.url), "utf8");

describe("action.yml", () => {
  it("puts nothing that comes from outside into a script", () => {
    const scripts = action
      .split(/\n {4}- name: /)
      .flatMap((step) => /\n {6}run: ([\s\S]*)$/.exec(step)?.[1] ?? []);
    assert.equal(scripts.length, 4);
    for (const script of scripts) assert.ok(!script.includes("${{"), script);
  });

  it("runs what this repository has, without what only its developers need", () => {
    const { dependencies } = JSON.parse(
      readFileSync(new URL("../package.json", import.meta.url), "utf8"),
    ) as {
      dependencies: Record<string, string>;
    };
    assert.ok(action.includes('npm ci --prefix "$ACTION_PATH" --omit=dev --ignore-scripts'));
    assert.ok("tsx" in dependencies, "a clone runs from its source");
  });
});
