import type { BlockContent, DefinitionContent, Html, ListItem, Paragraph, TableRow } from "mdast";
import { printableLines } from "../../../reporting/printable.ts";
import type { Block, Entry, Inline } from "../document.ts";
import { spansHtml } from "../html/inline-html.ts";
import { isBlank } from "../spans.ts";
import { diagramNodes } from "./diagram-nodes.ts";
import { githubSpans } from "./github-spans.ts";
import { cellPhrasing, phrasing } from "./phrasing.ts";

export type BlockNode = BlockContent | DefinitionContent;

/** Of one line, such as a head or a summary: a longer piece loses its middle. In UTF-16 units. */
export const LONGEST_PIECE = 300;

/** An entry as an item of its section's list; without its blocks, its head. */
export function entryNode({ head, blocks }: Entry): ListItem {
  const content = phrasing(head, LONGEST_PIECE);
  const first: Paragraph = {
    type: "paragraph",
    children: content.length === 0 ? [{ type: "text", value: "(no name)" }] : content,
  };
  return { type: "listItem", spread: true, children: [first, ...blocks.flatMap(blockNodes)] };
}

/** Nothing of a block that is empty. */
export function blockNodes(block: Block): readonly BlockNode[] {
  switch (block.kind) {
    case "paragraph":
      return paragraphs([block.text]);
    case "list": {
      const items = paragraphs(block.items).map(
        (one): ListItem => ({ type: "listItem", spread: false, children: [one] }),
      );
      return items.length === 0 ? [] : [{ type: "list", ordered: false, spread: false, children: items }];
    }
    case "table":
      return tableNodes(block.head, block.rows);
    case "source":
      return [{ type: "code", lang: block.language, value: printableLines(block.text).join("\n") }];
    case "details":
      return detailsNodes(block.summary, block.blocks.flatMap(blockNodes));
    case "diagram":
      return diagramNodes(block.diagram);
  }
}

/** What is closed until a reader opens it. Up to the empty line it is HTML, where Markdown means nothing. */
export function detailsNodes(summary: Inline, inside: readonly BlockNode[]): readonly BlockNode[] {
  const text = isBlank(summary) ? "Details" : spansHtml(githubSpans(summary, LONGEST_PIECE));
  return [html(`<details>\n<summary>${text}</summary>`), ...inside, html("</details>")];
}

function paragraphs(texts: readonly Inline[]): readonly Paragraph[] {
  return texts
    .map((text): Paragraph => ({ type: "paragraph", children: phrasing(text) }))
    .filter(({ children }) => children.length > 0);
}

function tableNodes(head: readonly string[], rows: readonly (readonly Inline[])[]): readonly BlockNode[] {
  const columns = Math.max(head.length, ...rows.map((row) => row.length));
  if (columns === 0) return [];
  const all: readonly (readonly Inline[])[] = [head.map((text) => [text]), ...rows];
  const children = all.map(
    (row): TableRow => ({
      type: "tableRow",
      children: Array.from({ length: columns }, (_, column) => ({
        type: "tableCell",
        children: cellPhrasing(row[column] ?? []),
      })),
    }),
  );
  return [{ type: "table", children }];
}

function html(value: string): Html {
  return { type: "html", value };
}
