import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordBytes } from "../../../packaging/cache-record.ts";
import { CONTENT_FILE, hostLayerContent } from "../../../packaging/host-layer-content.ts";
import { sha256 } from "../../../packaging/sha256.ts";
import { verifyCache } from "../../../packaging/verify-cache.ts";

const BYTES = Buffer.from("bytes");
const KEY = "0".repeat(64);
const OTHER_KEY = "1".repeat(64);

describe("verifyCache", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-verify-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const put = (name: string, bytes: Uint8Array): void => writeFileSync(join(folder, name), bytes);

  function putFolder(name: string, index: string): void {
    const files = [{ path: "parts/index", bytes: Buffer.from("1") }];
    mkdirSync(join(folder, name, "parts"), { recursive: true });
    put(`${name}/${CONTENT_FILE}`, hostLayerContent(name, files));
    put(`${name}/parts/index`, Buffer.from(index));
  }

  function checked(): { readonly intact: readonly string[]; readonly damaged: readonly string[] } {
    const { intact, damaged } = verifyCache(folder);
    assert.ok(damaged.every(({ isRemoved }) => isRemoved));
    return { intact: intact.map(({ name }) => name), damaged: damaged.map(({ entry }) => entry.name) };
  }

  it("finds what is intact, of each kind, and leaves it", () => {
    const names = [
      `${KEY}.record`,
      `${sha256(BYTES)}.code`,
      `${sha256(BYTES)}.origins`,
      `${sha256(BYTES)}.zip`,
      `layer-${KEY}`,
      `python-${KEY}`,
    ];
    put(`${KEY}.record`, recordBytes(KEY, ["{}"]));
    put(`${sha256(BYTES)}.code`, BYTES);
    put(`${sha256(BYTES)}.origins`, BYTES);
    put(`${sha256(BYTES)}.zip`, BYTES);
    putFolder(`layer-${KEY}`, "1");
    putFolder(`python-${KEY}`, "1");
    assert.deepEqual(checked(), { intact: names, damaged: [] });
    assert.deepEqual(readdirSync(folder), names);
  });

  it("removes what is damaged, of each kind", () => {
    put(`${KEY}.record`, recordBytes(OTHER_KEY, ["{}"]));
    put(`${OTHER_KEY}.record`, BYTES);
    put(`${KEY}.code`, BYTES);
    put(`${KEY}.zip`, BYTES);
    mkdirSync(join(folder, `${OTHER_KEY}.zip`));
    putFolder(`layer-${KEY}`, "2");
    putFolder(`python-${KEY}`, "2");
    mkdirSync(join(folder, `layer-${OTHER_KEY}`));
    assert.equal(checked().damaged.length, 8);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("leaves what is being written, and what is of others", () => {
    const names = [`${KEY}.zip.6f9619ff-8b86-4d01-b42d-00cf4fc964ff.partial`, "notes.txt"];
    for (const name of names) put(name, BYTES);
    assert.deepEqual(checked(), { intact: [], damaged: [] });
    assert.deepEqual(readdirSync(folder), names);
  });
});
