import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { differentFiles } from "../../cli/different-files.ts";

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
  const found = () => differentFiles(join(folder, "here"), join(folder, "there"));

  it("finds nothing in folders that are alike", () => {
    for (const side of ["here", "there"]) write(`${side}/assets/a.txt`, "one\ntwo\n");
    assert.deepEqual(found(), []);
  });

  it("names the files that one folder has alone", () => {
    write("here/a.txt", "");
    write("there/assets/b.txt", "");
    assert.deepEqual(found(), [
      { path: "a.txt", where: "only here" },
      { path: "assets/b.txt", where: "only there" },
    ]);
  });

  it("names the line from which a text differs", () => {
    write("here/a.json", "one\ntwo\nthree");
    write("there/a.json", "one\nTwo\nthree");
    assert.deepEqual(found(), [{ path: "a.json", where: "from line 2 on" }]);
  });

  it("names the entries in which a zip differs, or that it is stored in another way", () => {
    const entries = (text: string) => ({ "index.js": strToU8(text), "same.js": strToU8("same") });
    write("here/a.zip", zipSync(entries("one")));
    write("there/a.zip", zipSync(entries("two")));
    write("here/b.zip", zipSync(entries("one"), { level: 0 }));
    write("there/b.zip", zipSync(entries("one"), { level: 9, mtime: "2001-01-01" }));
    write("here/c.zip", "no zip");
    write("there/c.zip", zipSync({}));
    assert.deepEqual(found(), [
      { path: "a.zip", where: "in index.js" },
      { path: "b.zip", where: "the same entries, stored in another way" },
      { path: "c.zip", where: "one is no zip" },
    ]);
  });
});
