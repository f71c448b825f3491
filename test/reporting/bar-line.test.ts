import assert from "node:assert/strict";
import { barLine } from "../../reporting/bar-line.ts";
import { displayWidth } from "../../reporting/display-width.ts";

describe("a line of progress", () => {
  const bar = { name: "layers", value: 1, total: 4, label: "installing app/sharp" };

  it("has a name, a bar, a count and what it is at", () => {
    assert.equal(barLine(bar, 80), `layers   ${"█".repeat(6)}${"░".repeat(18)} 1/4 installing app/sharp`);
  });

  it("has a short bar in a narrow terminal, and none where the rest needs the room", () => {
    assert.equal(barLine(bar, 60), "layers   ███░░░░░░░ 1/4 installing app/sharp");
    assert.equal(barLine(bar, 40), "layers 1/4 installing app/sharp");
  });

  it("loses the beginning of a long label, since ids differ at their ends", () => {
    const label = "installing images-dev/Default/sharp";
    assert.equal(barLine({ ...bar, label }, 40), "layers 1/4 …ng images-dev/Default/sharp");
    assert.equal(barLine({ ...bar, label }, 8), "layers");
  });

  for (const columns of [10, 20, 40, 55, 56, 71, 72, 100]) {
    it(`never fills a terminal of ${columns} columns, where it would wrap`, () => {
      const line = barLine({ ...bar, value: 100, total: 1000, label: "漢字🐈".repeat(40) }, columns);
      assert.ok(displayWidth(line) < columns, line);
    });
  }

  it("shows what could steer the terminal as escapes", () => {
    assert.match(barLine({ ...bar, label: "\u001b[2J" }, 80), /1\/4 \\u001b\[2J$/);
  });

  it("is empty for nothing to do and full for more than was to do", () => {
    assert.equal(barLine({ name: "build", value: 0, total: 0, label: "" }, 60), "build    ░░░░░░░░░░ 0/0");
    assert.equal(barLine({ name: "build", value: 3, total: 2, label: "" }, 60), "build    ██████████ 3/2");
  });
});
