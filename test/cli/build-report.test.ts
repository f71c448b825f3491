import assert from "node:assert/strict";
import { buildReport } from "../../cli/build-report.ts";
import { functionOf, layerOf } from "./artifact.ts";

describe("the report of a build", () => {
  it("says of each artifact where it lies, what it weighs, and that it is new", () => {
    assert.deepEqual(buildReport([functionOf("crop")], []), [
      {
        id: "app/crop",
        kind: "function",
        stack: "app",
        address: "crop",
        file: "assets/crop.zip",
        zipBytes: 2000,
        unzippedBytes: 5000,
        initBytes: 5000,
        layers: [],
        change: { kind: "new" },
      },
    ]);
  });

  it("counts the layers of a function as unzipped, not as read at init", () => {
    const layers = [layerOf("sharp"), layerOf("kit", { unzippedBytes: 1 }), layerOf("unused")];
    const crop = functionOf("crop", { layers: ["app/sharp", "app/kit"] });
    const [reported] = buildReport([crop, ...layers], []);
    assert.deepEqual([reported?.unzippedBytes, reported?.initBytes], [3_005_001, 5000]);
  });

  it("does not count the layers of a layer, which it does not bring", () => {
    const report = buildReport([layerOf("kit", { layers: ["app/sharp"] }), layerOf("sharp")], []);
    assert.deepEqual(
      report.map(({ unzippedBytes }) => unzippedBytes),
      [3_000_000, 3_000_000],
    );
  });

  it("goes by the bytes for what has changed, and says by how much the zip grew", () => {
    const before = [functionOf("a"), functionOf("b"), functionOf("c"), functionOf("d")];
    const built = [
      functionOf("a"),
      functionOf("b", { sha256: "other", sizeBytes: 14_000 }),
      functionOf("c", { sha256: "other", sizeBytes: 1500 }),
      functionOf("d", { sha256: "other" }),
    ];
    assert.deepEqual(
      buildReport(built, before).map(({ change }) => change),
      [
        { kind: "same" },
        { kind: "changed", zipBytes: 12_000 },
        { kind: "changed", zipBytes: -500 },
        { kind: "changed", zipBytes: 0 },
      ],
    );
  });

  it("keeps a row for what is gone, with the sizes that it had", () => {
    const crop = functionOf("crop", { layers: ["app/sharp"] });
    assert.deepEqual(
      buildReport([functionOf("filter")], [crop, layerOf("sharp"), functionOf("filter")]).map(
        ({ address, change, unzippedBytes }) => [address, change.kind, unzippedBytes],
      ),
      [
        ["crop", "gone", 3_005_000],
        ["filter", "same", 5000],
        ["sharp", "gone", 3_000_000],
      ],
    );
  });

  it("is sorted by stack, then by address, then by id", () => {
    const built = [
      functionOf("b"),
      functionOf("a", { stack: "other" }),
      functionOf("a", { id: "app/z/a" }),
      functionOf("a", { id: "app/y/a" }),
    ];
    assert.deepEqual(
      buildReport(built, []).map(({ id }) => id),
      ["app/y/a", "app/z/a", "app/b", "other/a"],
    );
  });
});
