import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { linkPackages } from "../../../cli/elsewhere/link-packages.ts";

describe("linkPackages", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "link-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (path: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  };

  it("gives a copy what is installed beside each package.json, without caches", () => {
    for (const path of ["package.json", "layers/kit/package.json", "docs/a.md"]) write(`there/${path}`);
    for (const path of ["", "layers/kit/", "docs/"]) write(`here/${path}node_modules/ms/index.js`);
    write("here/node_modules/.cache/terraloom/a.zip");
    symlinkSync("../layers/kit", join(folder, "here/node_modules/kit"));
    linkPackages(join(folder, "here"), join(folder, "there"));
    const text = (path: string) => readFileSync(join(folder, "there", path), "utf8");
    assert.equal(text("node_modules/ms/index.js"), "here/node_modules/ms/index.js");
    assert.equal(text("layers/kit/node_modules/ms/index.js"), "here/layers/kit/node_modules/ms/index.js");
    assert.equal(readlinkSync(join(folder, "there/node_modules/kit")), "../layers/kit");
    assert.ok(!existsSync(join(folder, "there/docs/node_modules")));
    assert.ok(!existsSync(join(folder, "there/node_modules/.cache")));
  });
});
