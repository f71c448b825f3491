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

/** No character of what is printed whole takes less than a byte. */
function leastSize(block: Block): number {
  switch (block.kind) {
    case "paragraph":
      return inlineSize(block.text);
    case "list":
      return sum(block.items.map(inlineSize));
    case "table":
      return sum(block.rows.map((row) => sum(row.map(inlineSize))));
    case "details":
      return sum(block.blocks.map(leastSize));
    case "source":
      return block.text.length / 2; // of a line break of two characters, one remains
    case "diagram":
      return 0;
  }
}

function inlineSize(inline: Inline): number {
  return sum(
    inline.map((piece) => {
      if (typeof piece === "string") return piece.length;
      return "code" in piece ? piece.code.length : piece.strong.length;
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
