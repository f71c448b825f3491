import assert from "node:assert/strict";
import { type ManifestEntry, manifestText, parseManifest } from "../../packaging/manifest.ts";

const ENTRY: ManifestEntry = {
  id: "app/compress",
  kind: "function",
  source: "functions/compress/handler.ts",
  stack: "app",
  address: "compress",
  file: "assets/compress.zip",
  sha256: "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
  sizeBytes: 3,
  unzippedBytes: 7,
  provides: [],
  layers: ["app/sharp"],
  options: { format: "cjs" },
  inputs: [{ path: "functions/compress/handler.ts", sha256: "0".repeat(64), sizeBytes: 9 }],
  packages: [{ name: "ms", version: "2.1.3", sha256: "1".repeat(64) }],
};

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

describe("the manifest", () => {
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

  it("is read as it was written", () => {
    assert.deepEqual(parseManifest(TEXT), [ENTRY]);
  });

  it("never holds an absolute path", () => {
    assert.throws(() => manifestText([{ ...ENTRY, file: "/home/me/assets/compress.zip" }]), /artifacts/);
    const inputs = [{ path: "/home/me/a.ts", sha256: "0".repeat(64), sizeBytes: 1 }];
    assert.throws(() => manifestText([{ ...ENTRY, inputs }]), /inputs/);
  });

  const broken: readonly (readonly [string, string, string])[] = [
    ["text that is no JSON", "{", "text that is no JSON"],
    ["another format", '{"format":2,"artifacts":[]}', "a problem with format (Invalid input: expected 1)"],
    [
      "no artifacts",
      '{"format":1}',
      "a problem with artifacts (Invalid input: expected array, received undefined)",
    ],
    [
      "a file outside of the stack's folder",
      TEXT.replace("assets/compress.zip", "assets/../../x.zip"),
      "a problem with artifacts.0.file (not a path inside the stack's folder)",
    ],
  ];
  for (const [what, text, found] of broken) {
    it(`is refused with ${what}`, () => {
      assert.throws(() => parseManifest(text, "cdktf.out/terraloom.manifest.json"), {
        name: "UserError",
        message:
          `cdktf.out/terraloom.manifest.json: Expected a manifest of format 1, but found ${found}. ` +
          "Synthesize the app again.",
      });
    });
  }
});
