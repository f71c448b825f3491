import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { photoTable } from "../../cli/photo-table.ts";
import type { TaskTrace } from "../../local/app/task-runner.ts";
import type { PhotoOutcome } from "../../local/photo-run/photo-outcome.ts";

const CAT: PhotoOutcome = {
  name: "cat.jpg",
  status: "processed",
  labels: [],
  notes: [],
  tasks: [],
  events: [],
  files: {},
};

function task(stateName: string, order: number, durationMs: number, output: unknown = {}): TaskTrace {
  return { stateName, order, durationMs, isColdStart: false, output, hasFailed: false };
}

/** The cells of the table's rows, line by line, without its head. */
function cellsOf(...outcomes: readonly PhotoOutcome[]): readonly (readonly string[])[] {
  return photoTable(outcomes, { isColored: false })
    .split("\n")
    .filter((line) => line.startsWith("│"))
    .slice(1)
    .map((line) =>
      line
        .split("│")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe("the table of photos", () => {
  it("has a head, and a row for each photo", () => {
    const dog = { ...CAT, name: "dog.jpg", status: "duplicate" } as const;
    assert.equal(
      photoTable([CAT, dog], { isColored: false }),
      [
        "┌──────────────────────┬───────────┬──────────┬──────────┬──────────────────────┬──────────────────────────────────┐",
        "│ Photo                │ Step      │     Time │     Size │ Labels               │ End state                        │",
        "├──────────────────────┼───────────┼──────────┼──────────┼──────────────────────┼──────────────────────────────────┤",
        "│ cat.jpg              │           │          │          │                      │ processed                        │",
        "├──────────────────────┼───────────┼──────────┼──────────┼──────────────────────┼──────────────────────────────────┤",
        "│ dog.jpg              │           │          │          │                      │ done before                      │",
        "└──────────────────────┴───────────┴──────────┴──────────┴──────────────────────┴──────────────────────────────────┘",
      ].join("\n"),
    );
  });

  it("lists the steps in the order of their first calls, the calls of one step together", () => {
    const tasks = [
      task("Crop", 2, 30.4, { picture: { sizeBytes: 900 } }),
      task("Inspect", 0, 12.6),
      task("Crop", 1, 20, { picture: { sizeBytes: 600 } }),
      task("Record", 3, 1, { status: "processed", pictures: [{ sizeBytes: 7 }] }),
    ];
    assert.deepEqual(cellsOf({ ...CAT, tasks }), [
      ["cat.jpg", "Inspect", "13 ms", "–", "", "processed"],
      ["", "Crop", "50 ms", "2 kB", "", ""],
      ["", "Record", "1 ms", "–", "", ""],
    ]);
  });

  it("adds up all that a step made", () => {
    const output = {
      working: { sizeBytes: 1 },
      picture: { sizeBytes: 20 },
      document: { sizeBytes: 300 },
      pictures: [{ sizeBytes: 4 }, {}],
    };
    assert.equal(cellsOf({ ...CAT, tasks: [task("Make", 0, 1, output)] })[0]?.[3], "325 B");
  });

  for (const [sizeBytes, shown] of [
    [999, "999 B"],
    [1000, "1 kB"],
    [123_456, "123 kB"],
    [999_499, "999 kB"],
    [999_500, "1.0 MB"],
    [1_000_000, "1.0 MB"],
    [12_345_678, "12.3 MB"],
  ] as const) {
    it(`shows ${sizeBytes} bytes as ${shown}`, () => {
      const tasks = [task("Compress", 0, 1, { picture: { sizeBytes } })];
      assert.equal(cellsOf({ ...CAT, tasks })[0]?.[3], shown);
    });
  }

  it("has a step that gave nothing, or failed", () => {
    const tasks = [task("A", 0, 1, null), task("B", 1, 2, { errorType: "TornPaper" })];
    assert.deepEqual(
      cellsOf({ ...CAT, tasks }).map((cells) => cells.slice(1, 4)),
      [
        ["A", "1 ms", "–"],
        ["B", "2 ms", "–"],
      ],
    );
  });

  it("lists the labels with their confidence", () => {
    const labels = [
      { name: "Cat", confidence: 97.5 },
      { name: "Sofa", confidence: 60.2 },
    ];
    assert.deepEqual(
      cellsOf({ ...CAT, labels }).map((cells) => cells[4]),
      ["Cat 98 %", "Sofa 60 %"],
    );
  });

  it("says why a photo was rejected, and what was noted", () => {
    const reason = { error: "UnsupportedFormat", message: "HEIC." };
    const notes = ["Only the first frame."];
    assert.deepEqual(
      cellsOf({ ...CAT, status: "rejected", reason, notes }).map((cells) => cells[5]),
      ["rejected", "UnsupportedFormat: HEIC.", "Only the first frame."],
    );
  });

  it("shows characters that steer the terminal as their code points", () => {
    const reason = { error: "E", message: "\u001b[2J" };
    const labels = [{ name: "\u0007", confidence: 1 }];
    const outcome = { ...CAT, name: "a\nb", status: "failed", reason, labels, notes: ["\u009b"] } as const;
    assert.deepEqual(
      cellsOf(outcome).map((cells) => [cells[0], cells[4], cells[5]]),
      [
        ["a\\nb", "\\u0007 1 %", "failed"],
        ["", "", "E: \\u001b[2J"],
        ["", "", "\\u009b"],
      ],
    );
  });

  it("has no colours where nobody sees them", () => {
    assert.equal(photoTable([CAT], { isColored: false }).includes("\u001b"), false);
  });

  it("is as wide as the terminal, as far as it can be read then", () => {
    const widthOf = (columns: number) =>
      photoTable([CAT], { isColored: false, columns }).split("\n")[0]?.length;
    assert.deepEqual([widthOf(90), widthOf(100), widthOf(40)], [90, 100, 83]);
  });

  it("says the same with colours and without", () => {
    assert.equal(
      stripVTControlCharacters(photoTable([CAT], { isColored: true })),
      photoTable([CAT], { isColored: false }),
    );
  });

  it("shows the whole of a long name and a long reason", () => {
    const reason = { error: "Unreadable", message: "/photos/2024-02-29/holiday/IMG_0001.jpg" };
    const name = "IMG_20240229_120000_001.jpg";
    assert.deepEqual(
      cellsOf({ ...CAT, name, status: "failed", reason }).map((cells) => [cells[0], cells[5]]),
      [
        ["IMG_20240229_120000_", "failed"],
        ["001.jpg", "Unreadable:"],
        ["", "/photos/2024-02-29/holiday/IMG_0"],
        ["", "001.jpg"],
      ],
    );
  });
});
