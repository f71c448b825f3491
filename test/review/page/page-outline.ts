import { printable, printableLines } from "../../../reporting/printable.ts";
import type { Block, Inline, Page } from "../../../review/page/document.ts";

/** What `htmlOutline` must find of a page. */
export function pageOutline({ title, notes, sections }: Page): readonly string[] {
  return [
    `h1 ${titleOf(title)}`,
    ...notes.flatMap((note) => line("p", note)),
    ...sections.flatMap((section) => {
      const entries = section.entries.flatMap(({ head, blocks }) => [
        "  li",
        ...(line("p", head).length === 0 ? ["    p (no name)"] : line("    p", head)),
        ...blocksOutline(blocks).map((text) => `    ${text}`),
      ]);
      const list = entries.length === 0 ? [] : ["ul", ...entries];
      if (!section.folded) return [`h2 ${titleOf(section.title)}`, ...list];
      const count = `${section.entries.length} ${section.noun[section.entries.length === 1 ? 0 : 1]}`;
      const summary = `  summary ${printable(section.title)} (${count})`;
      return ["details", summary, ...list.map((text) => `  ${text}`)];
    }),
  ];
}

function titleOf(title: string): string {
  return title.trim() === "" ? "(no title)" : printable(title);
}

function blocksOutline(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap(blockOutline);
}

function blockOutline(block: Block): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return line("p", block.text);
    case "list": {
      const items = block.items.flatMap((item) => line("    p", item).flatMap((text) => ["  li", text]));
      return items.length === 0 ? [] : ["ul", ...items];
    }
    case "table":
      return tableOutline(block);
    case "source":
      return [`${block.language} ${printableLines(block.text).join("\n")}`];
    case "details":
      return [
        "details",
        `  summary ${textOf(block.summary).trim() === "" ? "Details" : textOf(block.summary)}`,
        ...blocksOutline(block.blocks).map((text) => `  ${text}`),
      ];
    case "diagram":
      return ["mermaid ", ...legend(block)];
  }
}

function tableOutline({ head, rows }: Extract<Block, { kind: "table" }>): readonly string[] {
  const cells = (name: string, texts: readonly string[]) => [
    "    tr",
    ...texts.map((text) => `      ${name} ${text.trim()}`),
  ];
  const body = rows.flatMap((row) =>
    cells(
      "td",
      row.map((cell) => textOf(cell)),
    ),
  );
  return [
    "table",
    "  thead",
    ...cells("th", head.map(printable)),
    ...(body.length === 0 ? [] : ["  tbody", ...body]),
  ];
}

function legend({ diagram }: Extract<Block, { kind: "diagram" }>): readonly string[] {
  const all = [...diagram.nodes, ...diagram.edges, ...diagram.groups].map(({ mark }) => mark as string);
  const signs = { added: "+", removed: "−", changed: "~", rerouted: "↷" };
  const present = Object.entries(signs).filter(([mark]) => all.includes(mark));
  return present.length === 0
    ? []
    : [`p Legend: ${present.map(([mark, sign]) => `${sign} ${mark}`).join(", ")}`];
}

function line(name: string, inline: Inline): readonly string[] {
  const text = textOf(inline);
  return text.trim() === "" ? [] : [`${name} ${text}`];
}

function textOf(inline: Inline): string {
  return inline
    .map((piece) => {
      if (typeof piece === "string") return printable(piece);
      return "code" in piece ? printable(piece.code) || " " : printable(piece.strong);
    })
    .join("");
}
