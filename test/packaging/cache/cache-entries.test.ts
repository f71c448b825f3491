import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cacheEntries, clearCache, pruneCache } from "../../../packaging/cache-entries.ts";

const NOW = 2_000_000_000_000;
const MINUTE = 60_000;
const DIGEST = (digit: string): string => digit.repeat(64);

describe("the entries of the cache", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-entries-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** An entry of some bytes that was used some minutes ago. */
  function put(name: string, sizeBytes: number, minutesAgo: number, file: string = ""): void {
    const path = join(folder, name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.alloc(sizeBytes));
    const usedAt = new Date(NOW - minutesAgo * MINUTE);
    utimesSync(join(folder, name), usedAt, usedAt);
  }

  it("are what Terraloom keeps, with sizes, and nothing of others", () => {
    put(`${DIGEST("a")}.zip`, 1, 1);
    put(`${DIGEST("b")}.code`, 2, 2);
    put(`${DIGEST("c")}.record`, 3, 3);
    put(`${DIGEST("d")}.origins`, 3, 3);
    put(`layer-${DIGEST("d")}`, 4, 4, "nodejs/node_modules/ms/index.js");
    put(`python-${DIGEST("f")}`, 9, 9, "kit/__init__.py");
    put(`${DIGEST("e")}.zip.6f9619ff-8b86-4d01-b42d-00cf4fc964ff.partial`, 5, 5);
    put("events", 6, 6, "app.greet.json");
    put("notes.txt", 6, 6);
    put("photos.zip", 7, 7);
    put("layer-cake", 8, 8, "recipe");
    put("python-cake", 8, 8, "recipe");
    assert.deepEqual(
      cacheEntries(folder).map(({ kind, sizeBytes, usedAt }) => [kind, sizeBytes, (NOW - usedAt) / MINUTE]),
      [
        ["zip", 1, 1],
        ["code", 2, 2],
        ["record", 3, 3],
        ["origins", 3, 3],
        ["partial", 5, 5],
        ["events", 6, 6],
        ["layer", 4, 4],
        ["python", 9, 9],
      ],
    );
  });

  it("are none where there is no cache", () => {
    assert.deepEqual(cacheEntries(join(folder, "none")), []);
    assert.deepEqual(pruneCache(join(folder, "none"), { maxBytes: 0 }), { removed: [], left: [] });
  });

  it("are pruned before what tells how zips were made, however old that is", () => {
    put(`${DIGEST("a")}.origins`, 10, 90);
    put(`${DIGEST("b")}.zip`, 10, 50);
    const { removed } = pruneCache(folder, { maxBytes: 10, now: NOW });
    assert.deepEqual(
      removed.map(({ kind }) => kind),
      ["zip"],
    );
  });

  it("are pruned from the one that was not used for the longest time, until the rest fits", () => {
    put(`${DIGEST("a")}.zip`, 10, 30);
    put(`${DIGEST("b")}.zip`, 10, 50);
    put(`layer-${DIGEST("c")}`, 10, 40, "nodejs/package.json");
    put(`${DIGEST("d")}.record`, 10, 20);
    const { removed, left } = pruneCache(folder, { maxBytes: 20, now: NOW });
    assert.deepEqual(
      removed.map(({ name }) => name),
      [`${DIGEST("b")}.zip`, `layer-${DIGEST("c")}`],
    );
    assert.deepEqual(left.map(({ name }) => name).sort(), readdirSync(folder).sort());
  });

  it("stay all where they fit", () => {
    put(`${DIGEST("a")}.zip`, 10, 30);
    assert.deepEqual(pruneCache(folder, { maxBytes: 10, now: NOW }).removed, []);
  });

  it("stay where a build uses them, this one or another in the last ten minutes", () => {
    put(`${DIGEST("a")}.zip`, 10, 30);
    put(`${DIGEST("b")}.zip`, 10, 9);
    put(`${DIGEST("c")}.zip`, 10, 11);
    const kept = new Set([`${DIGEST("a")}.zip`]);
    pruneCache(folder, { maxBytes: 0, kept, now: NOW });
    assert.deepEqual(readdirSync(folder), [`${DIGEST("a")}.zip`, `${DIGEST("b")}.zip`]);
  });

  it("half-written by a build that was killed go after an hour, whatever fits", () => {
    const partial = (digit: string) => `${DIGEST(digit)}.zip.6f9619ff-8b86-4d01-b42d-00cf4fc964ff.partial`;
    put(partial("a"), 10, 59);
    put(partial("b"), 10, 61);
    put(`${DIGEST("c")}.6f9619ff-8b86-4d01-b42d-00cf4fc964ff.partial`, 10, 61, "nodejs/package.json");
    pruneCache(folder, { maxBytes: 1000, now: NOW });
    assert.deepEqual(readdirSync(folder), [partial("a")]);
  });

  it("are all removed on demand, but nothing of others", () => {
    put(`${DIGEST("a")}.zip`, 10, 0);
    put("notes.txt", 10, 60);
    assert.equal(clearCache(folder).removed.length, 1);
    assert.deepEqual(readdirSync(folder), ["notes.txt"]);
  });
});
