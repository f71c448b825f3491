import assert from "node:assert/strict";
import type { Block, Diagram } from "../../../review/page/document.ts";
import { mermaidFlowchart } from "../../../review/page/markdown/mermaid-flowchart.ts";
import { renderMarkdown } from "../../../review/page/render-markdown.ts";
import { hostilePage } from "./hostile-pages.ts";
import { pageOf } from "./page-of.ts";

const LABEL = String.raw`"(?:[\p{L}\p{N}\p{M} ,._-]|#\d+;)+"`;
/** All that a flowchart may hold: no label can be more than a label. */
const LINES = new RegExp(
  [
    "^flowchart TD$",
    `^ +n\\d+(?:\\[${LABEL}\\]|\\(\\[${LABEL}\\]\\)|\\{${LABEL}\\})$`,
    `^ +subgraph g\\d+\\[${LABEL}\\]$`,
    "^ +end$",
    `^ +[ng]\\d+ (?:-->|==>|-\\.->)(?:\\|${LABEL}\\|)? [ng]\\d+$`,
    "^  classDef (?:added|removed|changed|rerouted) [a-z0-9#:, -]+$",
    "^  class [ng\\d,]+ (?:added|removed|changed|rerouted)$",
    "^  linkStyle [\\d,]+ stroke:#[0-9a-f]{6},stroke-width:2px$",
  ].join("|"),
  "u",
);

const DIAGRAM: Diagram = {
  nodes: [
    { id: "a", label: "Start", mark: "same", shape: "start" },
    { id: "b", label: 'Is it "large"?', mark: "changed", shape: "choice" },
    { id: "c", label: "1. Crop", mark: "added", shape: "state", group: "m" },
  ],
  edges: [
    { from: "a", to: "b", label: "", mark: "same" },
    { from: "b", to: "m", label: "States.ALL", mark: "added" },
    { from: "c", to: "m", label: "back", mark: "removed" },
  ],
  groups: [{ id: "m", label: "Map", mark: "same" }],
};

describe("a diagram in Markdown", () => {
  it("is a flowchart with signs and colors, and a legend", () => {
    assert.equal(
      renderMarkdown(pageOf({ kind: "diagram", diagram: DIAGRAM })).split("- Entry\n\n")[1],
      [
        "  ```mermaid",
        "  flowchart TD",
        '    n0(["Start"])',
        '    n1{"#126;#160;Is it #34;large#34;#63;"}',
        '    subgraph g0["Map"]',
        '      n2["#43;#160;1. Crop"]',
        "    end",
        "    n0 --> n1",
        '    n1 ==>|"#43;#160;States.ALL"| g0',
        "    classDef added fill:#dafbe1,stroke:#1a7f37,color:#0b3d1a,stroke-width:2px",
        "    class n2 added",
        "    classDef changed fill:#fff8c5,stroke:#9a6700,color:#4d2d00,stroke-width:2px",
        "    class n1 changed",
        "    linkStyle 1 stroke:#2da44e,stroke-width:2px",
        "  ```",
        "",
        "  Legend: `+` added, `−` removed, `~` changed",
        "",
      ].join("\n"),
    );
  });

  it("holds nothing but labels of what stands in it", () => {
    for (let seed = 0; seed < 500; seed += 1) {
      for (const { nodes, edges, groups } of diagramsOf(seed)) {
        const lines = mermaidFlowchart({ nodes, edges, groups }).split("\n");
        assert.deepEqual(
          lines.filter((line) => !LINES.test(line)),
          [],
          `seed ${seed}`,
        );
        assert.equal(lines.filter((line) => /^ +n\d+[[({]/.test(line)).length, nodes.length);
      }
    }
  });

  for (const [what, diagram] of [
    [
      "edges",
      { ...DIAGRAM, edges: Array.from({ length: 501 }, () => DIAGRAM.edges[0] as Diagram["edges"][0]) },
    ],
    ["characters", { ...DIAGRAM, nodes: largeNodes(600) }],
  ] as const) {
    it(`is a list where it has more ${what} than GitHub draws`, () => {
      const text = renderMarkdown(pageOf({ kind: "diagram", diagram }), { maxCharacters: 1_000_000 });
      const { nodes, edges } = diagram;
      const line = `Too large to be drawn here (${nodes.length} states, ${edges.length} transitions), so it is a list:`;
      assert.ok(text.includes(`  ${line}\n\n  - `));
      assert.ok(!text.includes("mermaid"));
    });
  }
});

function largeNodes(count: number): Diagram["nodes"] {
  return Array.from({ length: count }, (_, index) => ({
    id: String(index),
    label: "x".repeat(100),
    mark: "same",
    shape: "state",
  }));
}

function diagramsOf(seed: number): readonly Diagram[] {
  const inBlock = (block: Block): readonly Diagram[] => {
    if (block.kind === "details") return block.blocks.flatMap(inBlock);
    return block.kind === "diagram" ? [block.diagram] : [];
  };
  return hostilePage(seed).sections.flatMap(({ entries }) =>
    entries.flatMap(({ blocks }) => blocks.flatMap(inBlock)),
  );
}
