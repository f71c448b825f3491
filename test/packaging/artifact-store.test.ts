import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ArtifactStore, openArtifactStore } from "../../packaging/artifact-store.ts";
import { openCacheFolder } from "../../packaging/cache-folder.ts";

// sha256 of "zip" in hexadecimal digits and in base64
const DIGEST = "4a70fe9aa6436e02c2dea340fbd1e352e4ef2d8ce6ca52ad25d4b95471fc8bf2";
const DIGEST_BASE64 = "SnD+mqZDbgLC3qNA+9HjUuTvLYzmylKtJdS5VHH8i/I=";
const ZIP = Buffer.from("zip");
const FACTS = { unzippedBytes: 7, heaviest: [{ path: "index.js", sizeBytes: 7 }] };
const KEY = "0".repeat(64);

describe("the artifact store", () => {
  let folder: string;
  let reported: string[];
  let store: ArtifactStore;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-store-"));
    reported = [];
    store = open();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** As the next build does. */
  function open(): ArtifactStore {
    const report = (line: string) => reported.push(line);
    return openArtifactStore(openCacheFolder(folder, { report, overflow: () => assert.fail() }));
  }

  const stored = () => ({
    zipPath: join(folder, `${DIGEST}.zip`),
    sha256: DIGEST_BASE64,
    sizeBytes: 3,
    ...FACTS,
  });

  it("keeps a zip under the digest of its bytes and leaves nothing else", () => {
    assert.deepEqual(store.put(ZIP, FACTS), stored());
    assert.deepEqual(readdirSync(folder), [`${DIGEST}.zip`]);
    assert.deepEqual(readFileSync(stored().zipPath), ZIP);
    assert.deepEqual(store.put(ZIP, FACTS), stored());
    assert.deepEqual(reported, []);
  });

  it("recalls what was remembered under a key", () => {
    assert.equal(store.recall(KEY), undefined);
    assert.deepEqual(store.remember(KEY, ZIP, FACTS), stored());
    assert.deepEqual(store.recall(KEY), stored());
    assert.deepEqual(reported, []);
  });

  it("replaces a zip whose bytes were changed, and says so", () => {
    store.put(ZIP, FACTS);
    writeFileSync(stored().zipPath, "zap");
    assert.deepEqual(open().put(ZIP, FACTS), stored());
    assert.deepEqual(readFileSync(stored().zipPath), ZIP);
    assert.deepEqual(reported, [`The stored artifact ${DIGEST}.zip is damaged and is built again.`]);
  });

  it("does not recall a zip whose bytes were changed which it says, or that is gone", () => {
    store.remember(KEY, ZIP, FACTS);
    writeFileSync(stored().zipPath, "zap");
    assert.equal(open().recall(KEY), undefined);
    assert.deepEqual(reported, [`The stored artifact ${DIGEST}.zip is damaged and is built again.`]);
    unlinkSync(stored().zipPath);
    assert.equal(open().recall(KEY), undefined);
    assert.equal(reported.length, 1);
  });

  for (const [what, text] of [
    ["cut off", '{"zip":'],
    ["without its digest", '{"zip":"../../etc/passwd","unzippedBytes":7,"heaviest":[]}'],
  ]) {
    it(`does not recall by a record that is ${what}, and says so`, () => {
      store.remember(KEY, ZIP, FACTS);
      writeFileSync(join(folder, `${KEY}.record`), text ?? "");
      assert.equal(open().recall(KEY), undefined);
      assert.deepEqual(reported, [`The stored artifact ${KEY}.record is damaged and is built again.`]);
    });
  }
});
