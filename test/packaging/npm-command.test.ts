import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { runNpm } from "../../packaging/npm-command.ts";

describe("runNpm", () => {
  it("keeps where packages come from and drops settings that change which are installed", async () => {
    const env = {
      ...process.env,
      npm_config_registry: "http://127.0.0.1:9/",
      npm_config_omit: "optional",
      NPM_CONFIG_PACKAGE_LOCK: "false",
    };
    const { code, stdout } = await runNpm(
      tmpdir(),
      ["config", "get", "registry", "omit", "package-lock"],
      env,
    );
    assert.deepEqual(
      { code, lines: stdout.trim().split("\n") },
      { code: 0, lines: ["registry=http://127.0.0.1:9/", "omit=", "package-lock=true"] },
    );
  });

  it("runs the npm that runs this process, even without one on PATH", async () => {
    const { code, stderr } = await runNpm(tmpdir(), ["--version"], {
      PATH: "",
      npm_execpath: "/nowhere/npm-cli.js",
    });
    assert.equal(code, 1);
    assert.match(stderr, /Cannot find module '\/nowhere\/npm-cli\.js'/);
  });

  it("says when npm cannot be started", async () => {
    assert.deepEqual(await runNpm(tmpdir(), ["--version"], { PATH: "" }), {
      code: undefined,
      stdout: "",
      stderr: "spawn npm ENOENT",
    });
  });
});
