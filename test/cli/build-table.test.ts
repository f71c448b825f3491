import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { buildReport } from "../../cli/build-report.ts";
import { buildSummary, buildTable } from "../../cli/build-table.ts";
import type { BuiltArtifact } from "../../cli/built-artifacts.ts";
import { functionOf, layerOf } from "./artifact.ts";

/** The cells of the first row. */
function firstRow(built: readonly BuiltArtifact[], before: readonly BuiltArtifact[] = []): readonly string[] {
  const [, row] = buildTable(buildReport(built, before), false)
    .split("\n")
    .filter((line) => line.startsWith("│"));
  return (row ?? "")
    .split("│")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

describe("the table of a build", () => {
  it("has a head, and a line for each function and layer", () => {
    const built = [functionOf("crop", { layers: ["app/sharp"] }), layerOf("sharp"), functionOf("zip")];
    const before = [functionOf("crop", { sha256: "other" }), layerOf("old")];
    assert.equal(
      buildTable(buildReport(built, before), false),
      [
        "┌───────┬───────────────────┬────────┬──────────────────────┬──────────────┬────────────────────┐",
        "│ Stack │ Function or layer │    Zip │ Unzipped with layers │ Read at init │ Since before       │",
        "├───────┼───────────────────┼────────┼──────────────────────┼──────────────┼────────────────────┤",
        "│ app   │ crop              │   2 kB │               3.0 MB │ 5 kB + sharp │ changed, same size │",
        "│ app   │ old (layer)       │      – │                    – │ –            │ gone               │",
        "│ app   │ sharp (layer)     │ 1.0 MB │               3.0 MB │ –            │ new                │",
        "│ app   │ zip               │   2 kB │                 5 kB │ 5 kB         │ new                │",
        "└───────┴───────────────────┴────────┴──────────────────────┴──────────────┴────────────────────┘",
      ].join("\n"),
    );
  });

  for (const [sizeBytes, shown] of [
    [14_000, "changed, +12 kB"],
    [1500, "changed, −500 B"],
  ] as const) {
    it(`says "${shown}" of a zip that went from 2,000 to ${sizeBytes} bytes`, () => {
      const built = [functionOf("crop", { sizeBytes, sha256: "other" })];
      assert.equal(firstRow(built, [functionOf("crop")])[5], shown);
    });
  }

  it("says of what is as it was that it is the same", () => {
    assert.equal(firstRow([functionOf("crop")], [functionOf("crop")])[5], "same");
  });

  it("names a layer of another stack by its whole id", () => {
    const shared = layerOf("sharp", { stack: "shared", id: "shared/sharp" });
    assert.equal(firstRow([functionOf("crop", { layers: [shared.id] }), shared])[4], "5 kB + shared/sharp");
  });

  it("shows characters that steer the terminal as their code points", () => {
    const built = [functionOf("\u001b[2J", { stack: "\u0007", layers: ["\u009b"] })];
    assert.deepEqual(firstRow(built), ["\\u0007", "\\u001b[2J", "2 kB", "5 kB", "5 kB + \\u009b", "new"]);
  });

  it("says the same with colours and without", () => {
    const report = buildReport([functionOf("crop")], []);
    assert.equal(buildTable(report, false).includes("\u001b"), false);
    assert.equal(stripVTControlCharacters(buildTable(report, true)), buildTable(report, false));
  });
});

describe("the summary of a build", () => {
  it("counts what is there and what has changed", () => {
    const built = [functionOf("a"), functionOf("b", { sha256: "other" }), functionOf("c"), layerOf("kit")];
    const before = [functionOf("b"), functionOf("c"), functionOf("d")];
    assert.equal(
      buildSummary(buildReport(built, before)),
      "3 functions and 1 layer: 2 new, 1 changed, 1 gone",
    );
  });

  it("says so when nothing changed", () => {
    const built = [functionOf("a")];
    assert.equal(buildSummary(buildReport(built, built)), "1 function and 0 layers: nothing changed");
  });
});
