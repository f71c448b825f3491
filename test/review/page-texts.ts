import type { Block, Inline, Page } from "../../review/page/document.ts";

/** Every piece of text that a page holds. */
export function pageTexts({ title, notes, sections }: Page): readonly string[] {
  return [
    title,
    ...notes.flatMap(pieces),
    ...sections.flatMap((section) => [
      section.title,
      ...section.entries.flatMap(({ head, blocks }) => [...pieces(head), ...blocks.flatMap(blockTexts)]),
    ]),
  ];
}

const pieces = (text: Inline): readonly string[] =>
  text.map((piece) => (typeof piece === "string" ? piece : "code" in piece ? piece.code : piece.strong));

function blockTexts(block: Block): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return pieces(block.text);
    case "list":
      return block.items.flatMap(pieces);
    case "table":
      return [...block.head, ...block.rows.flatMap((row) => row.flatMap(pieces))];
    case "source":
      return [block.text];
    case "details":
      return [...pieces(block.summary), ...block.blocks.flatMap(blockTexts)];
    case "diagram":
      return [...block.diagram.nodes, ...block.diagram.edges, ...block.diagram.groups].map(
        ({ label }) => label,
      );
  }
}
