import assert from "node:assert/strict";
import { displayWidth } from "../../../reporting/display-width.ts";
import type { Block } from "../../../review/page/document.ts";
import { renderTerminal } from "../../../review/page/render-terminal.ts";
import { hostilePage } from "./hostile-pages.ts";
import { pageOf } from "./page-of.ts";

const RULE = "─".repeat(40);

describe("a page for a terminal", () => {
  it("wraps texts below their beginnings, and indents what belongs to an entry", () => {
    const page = pageOf(
      { kind: "paragraph", text: ["A text of several words that is longer than the line"] },
      { kind: "list", items: [["One"], [{ code: "x".repeat(50) }]] },
      { kind: "source", language: "json", text: '{\n  "a": 1\n}' },
      { kind: "details", summary: ["More"], blocks: [{ kind: "paragraph", text: ["inside"] }] },
    );
    assert.deepEqual(renderTerminal(page, { columns: 40, color: false }).split("\n"), [
      "Page",
      "",
      "Section  1 thing",
      RULE,
      "• Entry",
      "",
      "  A text of several words that is longer",
      "  than the line",
      "",
      "  • One",
      `  • ${"x".repeat(36)}`,
      `    ${"x".repeat(14)}`,
      "",
      "  {",
      '    "a": 1',
      "  }",
      "",
      "  More",
      "    inside",
      "",
    ]);
  });

  it("has tables whose cells wrap, and lists of rows where there is no room for columns", () => {
    const wide = {
      kind: "table",
      head: ["Name", "Is"],
      rows: [[["猫"], ["one two three four five six seven"]]],
    } as const;
    assert.deepEqual(blockOf(wide), [
      "  Name  Is",
      "  ────  ────────────────────────────────",
      "  猫    one two three four five six",
      "        seven",
    ]);
    const texts = Array.from({ length: 5 }, (_, index) => `a long text ${index}`);
    const narrow = {
      kind: "table",
      head: ["A", "B", "C", "D", "E"],
      rows: [texts.map((text) => [text])],
    } as const;
    assert.deepEqual(blockOf(narrow).slice(0, 2), ["  A: a long text 0", "  B: a long text 1"]);
  });

  it("has diagrams as outlines", () => {
    const diagram = {
      nodes: [
        { id: "a", label: "Start", mark: "same", shape: "start" },
        { id: "b", label: "Crop", mark: "added", shape: "state", group: "m" },
      ],
      edges: [{ from: "a", to: "m", label: "always", mark: "removed" }],
      groups: [{ id: "m", label: "Map", mark: "changed" }],
    } as const;
    assert.deepEqual(blockOf({ kind: "diagram", diagram }), [
      "    Start",
      "      − → Map  always",
      "  ~ Map",
      "    + Crop",
    ]);
  });

  it("is colored if that is wanted", () => {
    const page = {
      ...pageOf({ kind: "paragraph", text: [{ code: "a b" }, " is ", { strong: "on it" }] }),
      title: "A page",
    };
    const [first, , , , , , text] = renderTerminal(page, { columns: 40, color: true }).split("\n");
    assert.equal(first, "\u001b[1mA page\u001b[22m");
    assert.equal(text, "  \u001b[36ma b\u001b[39m is \u001b[1mon it\u001b[22m");
  });

  for (const columns of [40, 97]) {
    it(`stays within ${columns} columns and can not be steered, whatever stands in it`, () => {
      for (let seed = 0; seed < 150; seed += 1) {
        const lines = renderTerminal(hostilePage(seed), { columns, color: false }).split("\n");
        const wrong = lines.filter(
          (line) => displayWidth(line) > columns || /[\p{C}\p{Zl}\p{Zp}]/u.test(line),
        );
        assert.deepEqual(wrong, [], `seed ${seed}`);
      }
    });
  }
});

function blockOf(block: Block): readonly string[] {
  return renderTerminal(pageOf(block), { columns: 40, color: false }).trimEnd().split("\n").slice(6);
}
