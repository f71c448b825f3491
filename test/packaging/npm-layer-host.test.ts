import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { layerForHost } from "../../packaging/npm-layer-host.ts";

const FIXTURE = new URL("../fixtures/packaging/ms-layer/", import.meta.url);

describe("layerForHost", () => {
  let cacheFolder: string;
  before(() => {
    cacheFolder = mkdtempSync(join(tmpdir(), "terraloom-host-"));
  });
  after(() => rmSync(cacheFolder, { recursive: true }));

  it("installs a layer's packages for this machine, once, even when two ask at the same time", async () => {
    const layer = {
      packageJson: readFileSync(new URL("package.json", FIXTURE)),
      packageLock: readFileSync(new URL("package-lock.json", FIXTURE)),
      cacheFolder,
    };
    const [first, second] = await Promise.all([layerForHost(layer), layerForHost(layer)]);
    assert.equal(first, second);
    assert.deepEqual(readdirSync(cacheFolder), [first.slice(cacheFolder.length + 1)]);
    assert.deepEqual(readdirSync(join(first, "nodejs", "node_modules")), ["ms"]);
    const ms = createRequire(join(first, "nodejs", "package.json"))("ms");
    assert.equal(ms(1000), "1s");
    assert.equal(await layerForHost(layer, { PATH: "" }), first);
  });

  it("installs again what was damaged, and says so", async () => {
    const reported: string[] = [];
    const layer = {
      packageJson: readFileSync(new URL("package.json", FIXTURE)),
      packageLock: readFileSync(new URL("package-lock.json", FIXTURE)),
      cacheFolder,
      report: (line: string) => reported.push(line),
    };
    const folder = await layerForHost(layer);
    const path = join(folder, "nodejs", "node_modules", "ms", "index.js");
    const intact = readFileSync(path);
    writeFileSync(path, "throw new Error();");
    assert.equal(await layerForHost(layer), folder);
    assert.deepEqual(readFileSync(path), intact);
    assert.deepEqual(reported, [`The stored layer ${basename(folder)} is damaged and is installed again.`]);
  });
});
