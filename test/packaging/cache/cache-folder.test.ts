import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CacheFolder,
  cacheFolderPath,
  openCacheFolder,
  type WritableDisk,
} from "../../../packaging/cache-folder.ts";

const BYTES = Buffer.from("bytes");
const isIntact = (bytes: Buffer): boolean => bytes.equals(BYTES);

describe("the cache folder", () => {
  let parent: string;
  let folder: string;
  let spare: string;
  let reported: string[];
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "terraloom-cache-"));
    folder = join(parent, "not", "yet", "there");
    spare = join(parent, "spare");
    mkdirSync(spare);
    reported = [];
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  function open(disk?: WritableDisk): CacheFolder {
    const report = (line: string) => reported.push(line);
    return openCacheFolder(folder, { report, overflow: () => spare, ...(disk && { disk }) });
  }

  /** A disk that takes nothing into `full`. */
  function fullDisk(full: string, message: string): WritableDisk {
    return {
      mkdirSync,
      renameSync,
      writeFileSync(path, bytes) {
        if (!path.startsWith(full)) return writeFileSync(path, bytes);
        writeFileSync(path, bytes.subarray(0, 1));
        throw new Error(message);
      },
    };
  }

  it("keeps bytes under a name and leaves nothing else", () => {
    const cache = open();
    assert.equal(cache.read("a.zip", isIntact), undefined);
    cache.write("a.zip", BYTES);
    assert.deepEqual(cache.read("a.zip", isIntact), BYTES);
    assert.deepEqual(readdirSync(folder), ["a.zip"]);
    assert.equal(cache.pathOf("a.zip"), join(folder, "a.zip"));
    assert.deepEqual(reported, []);
  });

  it("knows what was used and what was written", () => {
    open().write("old.zip", BYTES);
    const cache = open();
    cache.read("old.zip", isIntact);
    cache.read("gone.zip", isIntact);
    cache.write("new.zip", BYTES);
    assert.deepEqual([...cache.used], ["old.zip", "new.zip"]);
    assert.deepEqual([...cache.written], ["new.zip"]);
  });

  it("says once that an entry is damaged, and takes it for none until it is written again", () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "a.zip"), "bites");
    const cache = open();
    assert.equal(cache.read("a.zip", isIntact), undefined);
    assert.equal(cache.read("a.zip", isIntact), undefined);
    assert.deepEqual(reported, ["The stored artifact a.zip is damaged and is built again."]);
    cache.write("a.zip", BYTES);
    assert.deepEqual(cache.read("a.zip", isIntact), BYTES);
  });

  it("replaces a folder and a link in circles that stand where an entry belongs", () => {
    mkdirSync(join(folder, "a.zip", "inside"), { recursive: true });
    symlinkSync("b.zip", join(folder, "b.zip"));
    const cache = open();
    for (const name of ["a.zip", "b.zip"]) {
      assert.equal(cache.read(name, isIntact), undefined);
      cache.write(name, BYTES);
      assert.deepEqual(readFileSync(join(folder, name)), BYTES);
    }
    assert.deepEqual(reported, [
      "The stored artifact a.zip is damaged and is built again.",
      "The stored artifact b.zip is damaged and is built again.",
    ]);
  });

  for (const reason of ["ENOSPC: no space left on device", "EROFS: read-only file system"]) {
    it(`writes elsewhere when it takes nothing, and says so once (${reason})`, () => {
      const cache = open(fullDisk(folder, `${reason}, write`));
      cache.write("a.zip", BYTES);
      cache.write("b.zip", BYTES);
      assert.deepEqual(cache.read("a.zip", isIntact), BYTES);
      assert.equal(cache.pathOf("b.zip"), join(spare, "b.zip"));
      assert.deepEqual(readdirSync(spare), ["a.zip", "b.zip"]);
      assert.deepEqual(readdirSync(folder), []);
      assert.deepEqual(reported, [
        `The cache ${folder} cannot be written (${reason}): this build is not kept.`,
      ]);
    });
  }

  it("writes elsewhere when it is a file", () => {
    mkdirSync(join(parent, "not", "yet"), { recursive: true });
    writeFileSync(folder, "");
    const cache = open();
    assert.equal(cache.read("a.zip", isIntact), undefined);
    cache.write("a.zip", BYTES);
    assert.equal(cache.pathOf("a.zip"), join(spare, "a.zip"));
    assert.deepEqual(reported, [
      `The cache ${folder} cannot be written (ENOTDIR: not a directory): this build is not kept.`,
    ]);
  });

  it("is an error that names TERRALOOM_CACHE when no folder takes anything", () => {
    const cache = open(fullDisk(parent, "ENOSPC: no space left on device, write"));
    const error = {
      name: "UserError",
      message:
        `${folder}: Expected a cache, or else a temporary folder, that can be written, ` +
        "but found ENOSPC: no space left on device. " +
        "Make room on the disk, or name another folder in TERRALOOM_CACHE.",
    };
    assert.throws(() => cache.write("a.zip", BYTES), error);
    assert.throws(() => cache.write("b.zip", BYTES), error);
    assert.deepEqual(readdirSync(spare), []);
  });
});

describe("cacheFolderPath", () => {
  it("is in the project's node_modules", () => {
    assert.equal(cacheFolderPath("/p", {}), join("/p", "node_modules", ".cache", "terraloom"));
  });

  it("is where TERRALOOM_CACHE says, counted from the project", () => {
    assert.equal(cacheFolderPath("/p", { TERRALOOM_CACHE: "../cache" }), "/cache");
    assert.equal(cacheFolderPath("/p", { TERRALOOM_CACHE: "/c" }), "/c");
  });
});
