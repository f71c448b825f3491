import assert from "node:assert/strict";
import { type ManifestEntry, manifestText } from "../../packaging/manifest.ts";
import { parseManifest } from "../../packaging/read-manifest.ts";
import { ENTRY } from "./manifest-entry.ts";

const TEXT = `{
  "format": 1,
  "artifacts": [
    {
      "id": "app/compress",
      "kind": "function",
      "source": "functions/compress/handler.ts",
      "stack": "app",
      "address": "compress",
      "file": "assets/compress.zip",
      "sha256": "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
      "sizeBytes": 3,
      "unzippedBytes": 7,
      "provides": [],
      "layers": [
        "app/sharp"
      ],
      "options": {
        "format": "cjs"
      },
      "inputs": [
        {
          "path": "functions/compress/handler.ts",
          "sha256": "${"0".repeat(64)}",
          "sizeBytes": 9
        }
      ],
      "packages": [
        {
          "name": "ms",
          "version": "2.1.3",
          "sha256": "${"1".repeat(64)}"
        }
      ]
    }
  ]
}
`;

describe("manifestText", () => {
  it("is written readably, its fields in one order whatever theirs was", () => {
    const reversed = Object.fromEntries(Object.entries(ENTRY).reverse()) as unknown as ManifestEntry;
    assert.equal(manifestText([ENTRY]), TEXT);
    assert.equal(manifestText([reversed]), TEXT);
  });

  it("is sorted by id, whatever the order of declaration", () => {
    const other = { ...ENTRY, id: "app/a" };
    assert.equal(manifestText([ENTRY, other]), manifestText([other, ENTRY]));
    assert.deepEqual(
      parseManifest(manifestText([ENTRY, other])).map(({ id }) => id),
      ["app/a", "app/compress"],
    );
  });

  it("never holds an absolute path", () => {
    assert.throws(
      () => manifestText([{ ...ENTRY, file: "/home/me/assets/compress.zip" }]),
      /\/home\/me\/assets\/compress\.zip, an absolute path/,
    );
    const inputs = [{ path: "/home/me/a.ts", sha256: "0".repeat(64), sizeBytes: 1 }];
    assert.throws(() => manifestText([{ ...ENTRY, inputs }]), /\/home\/me\/a\.ts, an absolute path/);
  });
});
