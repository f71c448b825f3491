import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
}

async function readJson<Content>(path: string): Promise<Content> {
  return JSON.parse(await readFile(new URL(`../../../${path}`, import.meta.url), "utf8"));
}

describe("the lockfile of the sharp layer", () => {
  let lockfile: Lockfile;

  before(async () => {
    lockfile = await readJson("layers/sharp/package-lock.json");
  });

  for (const platform of [
    "linux-arm64",
    "linux-x64",
    "linuxmusl-arm64",
    "linuxmusl-x64",
    "darwin-arm64",
    "darwin-x64",
    "win32-arm64",
    "win32-x64",
  ]) {
    it(`has sharp for ${platform}, with its hash`, () => {
      assert.match(lockfile.packages[`node_modules/@img/sharp-${platform}`]?.integrity ?? "", /^sha512-/);
    });
  }

  it("has the version that the tests run with", async () => {
    const root = await readJson<Lockfile>("package-lock.json");
    const [layers, tests] = [lockfile, root].map(({ packages }) => packages["node_modules/sharp"]?.version);
    assert.equal(layers, tests);
  });
});
