import assert from "node:assert/strict";
import { type SmallApp, smallApp } from "../why/small-app.ts";

describe("terraloom prove --no-install", () => {
  let app: SmallApp;
  beforeEach(() => {
    app = smallApp();
    app.write("built/terraloom.manifest.json", { format: 1, artifacts: [] });
    app.git("init", "-q");
  });
  afterEach(() => app.remove());

  it("builds with the packages that are here, and names what differs with the reason", function () {
    this.timeout(180_000);
    app.write("package.json", {});
    app.write(".gitignore", "node_modules\n");
    app.write("node_modules/where/index.js", "module.exports = process.cwd();");
    app.write(
      "synth.mjs",
      'import { cpSync, writeFileSync } from "node:fs";\nimport where from "where";\n' +
        'cpSync("built", "cdktf.out", { recursive: true });\nwriteFileSync("cdktf.out/where.txt", where);\n',
    );
    app.git("add", ".");
    app.git("commit", "-qm", "first");
    const { status, stdout, stderr } = app.run(["prove", "--no-install"]);
    assert.match(
      stdout,
      /^[0-9a-f]{7,}: 1 of 2 files with other bytes\n {2}where\.txt\n {4}the absolute path of the folder is in it\n$/,
    );
    assert.deepEqual([status, stderr], [1, "Building here …\nBuilding elsewhere …\n"]);
  });
});
