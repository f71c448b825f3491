import type { Block, Entry, Inline } from "../document.ts";
import { entryNode } from "./block-nodes.ts";
import { printMarkdown } from "./print-markdown.ts";

/** An entry as Markdown, printed when it is first asked for. Sizes are in bytes of UTF-8. */
export interface EntryText {
  readonly head: () => string;
  /** Ends with an empty line where there are blocks. */
  readonly whole: () => string;
  /** The blocks are no smaller; known without printing them. */
  readonly leastBlocksSize: number;
  readonly hasBlocks: boolean;
}

export function entryText(entry: Entry): EntryText {
  const hasBlocks = entry.blocks.length > 0;
  const head = once(() => printed({ head: entry.head, blocks: [] }));
  return {
    head,
    whole: hasBlocks ? once(() => `${printed(entry)}\n`) : head,
    leastBlocksSize: sum(entry.blocks.map(leastSize)),
    hasBlocks,
  };
}

function printed(entry: Entry): string {
  return printMarkdown({ type: "list", ordered: false, spread: false, children: [entryNode(entry)] });
}

/** No character of what is printed whole takes less than a byte; what is around it is counted where there may be much of it. */
function leastSize(block: Block): number {
  switch (block.kind) {
    case "paragraph":
      return inlineSize(block.text);
    case "list":
      return sum(block.items.map(inlineSize));
    case "table":
      return sum(block.rows.map((row) => sum(row.map((cell) => inlineSize(cell) + "|  ".length))));
    case "details":
      return "<details><summary></summary></details>".length + sum(block.blocks.map(leastSize));
    case "source":
      return "``````".length + block.text.length / 2; // of a line break of two characters, one remains
    case "diagram":
      return (block.diagram.nodes.length + block.diagram.groups.length) * "- ``".length;
  }
}

/** Without the spaces at the edges, which may be left out. */
function inlineSize(inline: Inline): number {
  return sum(
    inline.map((piece) => {
      if (typeof piece === "string") return piece.trim().length;
      return ("code" in piece ? piece.code : piece.strong).trim().length;
    }),
  );
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all + size, 0);
}

function once(print: () => string): () => string {
  let text: string | undefined;
  return () => {
    text ??= print();
    return text;
  };
}
