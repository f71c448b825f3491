import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { differentFiles } from "../../../cli/elsewhere/different-files.ts";

describe("differentFiles", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "different-"));
    for (const side of ["here", "there"]) mkdirSync(join(folder, side, "assets"), { recursive: true });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (path: string, bytes: string | Uint8Array): void => writeFileSync(join(folder, path), bytes);
  const found = () =>
    differentFiles(join(folder, "here"), join(folder, "there"), { here: "/here", there: "/there" });

  it("finds nothing in folders that are alike", () => {
    for (const side of ["here", "there"]) write(`${side}/assets/a.txt`, "one\ntwo\n");
    assert.deepEqual(found(), []);
  });

  it("names the files that one folder has alone", () => {
    write("here/a.txt", "");
    write("there/assets/b.txt", "");
    assert.deepEqual(found(), [
      { path: "a.txt", reasons: ["only here"] },
      { path: "assets/b.txt", reasons: ["only there"] },
    ]);
  });

  it("names the place from which a text differs", () => {
    write("here/a.json", "one\ntwo\nthree");
    write("there/a.json", "one\nTwo\nthree");
    assert.deepEqual(found(), [{ path: "a.json", reasons: ["from line 2, column 1 on"] }]);
  });

  it("says that one folder alone has a stack", () => {
    mkdirSync(join(folder, "here/stacks/old"), { recursive: true });
    write("here/stacks/old/cdk.tf.json", "");
    assert.deepEqual(found(), [
      { path: "stacks/old/cdk.tf.json", reasons: ["only here, where alone there is a stack old"] },
    ]);
  });

  it("looks into zips", () => {
    write("here/a.zip", zipSync({ "index.js": strToU8("one") }));
    write("there/a.zip", zipSync({ "index.js": strToU8("two") }));
    assert.deepEqual(found(), [{ path: "a.zip", reasons: ["index.js: from line 1, column 1 on"] }]);
  });
});
