import assert from "node:assert/strict";
import type { ManifestEntry } from "../../../packaging/manifest.ts";
import { artifactOf } from "../../../review/code/artifact-of.ts";
import { codeLines } from "../../../review/code/code-lines.ts";
import { compareManifests } from "../../../review/code/compare-manifests.ts";
import { plainText } from "../../../review/page/plain-text.ts";

const ENTRY: ManifestEntry = {
  id: "app/compress",
  kind: "function",
  source: "functions/compress/handler.ts",
  stack: "app",
  address: "compress",
  file: "assets/compress.zip",
  sha256: "one",
  sizeBytes: 100,
  unzippedBytes: 200,
  provides: [],
  layers: ["app/kit"],
  options: { bundler: "esbuild 1" },
  inputs: [{ path: "a.ts", sha256: "a", sizeBytes: 10 }],
  packages: [{ name: "zod", version: "4.0.0", sha256: "z" }],
};

const lines = (after: Partial<ManifestEntry>, before: readonly ManifestEntry[] = [ENTRY]) =>
  compareManifests(before, [{ ...ENTRY, sha256: "two", ...after }]).flatMap((change) =>
    codeLines(change).map(plainText),
  );

describe("compareManifests", () => {
  it("says nothing of an artifact with the same bytes", () => {
    const [change] = compareManifests([ENTRY], [ENTRY]);
    assert.equal(change?.sameBytes, true);
    assert.deepEqual(change === undefined ? [] : codeLines(change), []);
  });

  it("names files, packages, layers and options that differ", () => {
    assert.deepEqual(
      lines({
        inputs: [
          { path: "a.ts", sha256: "other", sizeBytes: 12 },
          { path: "b.ts", sha256: "b", sizeBytes: 5 },
        ],
        packages: [{ name: "zod", version: "4.1.0", sha256: "y" }],
        layers: ["app/sharp"],
        options: { bundler: "esbuild 2" },
      }),
      [
        "a.ts changed (10 → 12 bytes)",
        "b.ts added (5 bytes)",
        "package zod: 4.0.0 → 4.1.0",
        "layer app/sharp added",
        "layer app/kit removed",
        "build option bundler: esbuild 1 → esbuild 2",
      ],
    );
  });

  it("tells a package of which other parts are used from one of another version", () => {
    assert.deepEqual(lines({ packages: [{ name: "zod", version: "4.0.0", sha256: "other" }] }), [
      "package zod 4.0.0: other parts of it are used",
    ]);
  });

  it("tells each version of a package that is there in several", () => {
    const zod = (version: string) => ({ name: "zod", version, sha256: `zod ${version}` });
    const before = { ...ENTRY, packages: [zod("3.0.0"), zod("4.0.0")] };
    assert.deepEqual(lines({ packages: [zod("3.1.0"), zod("4.0.0")] }, [before]), [
      "package zod: 3.0.0 → 3.1.0",
    ]);
    assert.deepEqual(lines({ packages: [zod("4.0.0")] }, [before]), ["package zod removed (3.0.0)"]);
    assert.deepEqual(lines({ packages: [zod("4.0.0"), zod("3.0.0")] }, [before]), [
      "The same code, rebuilt.",
    ]);
  });

  it("calls the same inputs with other bytes rebuilt", () => {
    assert.deepEqual(lines({ options: { bundler: "esbuild 2" } }), [
      "The same code, rebuilt.",
      "build option bundler: esbuild 1 → esbuild 2",
    ]);
  });

  it("names a layer that has other bytes itself", () => {
    const kit: ManifestEntry = { ...ENTRY, id: "app/kit", address: "kit", kind: "source-layer", layers: [] };
    const changes = compareManifests(
      [ENTRY, kit],
      [
        { ...ENTRY, sha256: "two" },
        { ...kit, sha256: "three" },
      ],
    );
    assert.deepEqual(changes[0]?.layers, { added: [], removed: [], changed: ["app/kit"] });
  });

  it("cuts a long list and says how much is left out", () => {
    const inputs = Array.from({ length: 25 }, (_, index) => ({
      path: `${index + 10}.ts`,
      sha256: "x",
      sizeBytes: 1,
    }));
    assert.equal(lines({ inputs: [...ENTRY.inputs, ...inputs] }).at(-1), "and 5 more files");
  });
});

describe("artifactOf", () => {
  const changes = compareManifests(
    [],
    [
      ENTRY,
      { ...ENTRY, id: "app/twin", file: "assets/twin.zip" },
      { ...ENTRY, id: "app/other", sha256: "two", file: "assets/other.zip" },
    ],
  );

  it("finds an artifact by its digest and, among equal ones, by the name of its zip", () => {
    assert.equal(artifactOf(changes, { source_code_hash: "two" })?.id, "app/other");
    assert.equal(
      artifactOf(changes, { source_code_hash: "one", filename: "/x/assets/twin.zip" })?.id,
      "app/twin",
    );
    assert.equal(artifactOf(changes, { filename: "assets/other.zip" })?.id, "app/other");
    assert.equal(artifactOf(changes, { filename: "elsewhere.zip" }), undefined);
    assert.equal(artifactOf(changes, {}), undefined);
  });
});
