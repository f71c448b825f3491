import { printableLines } from "../../../reporting/printable.ts";
import { diagramOutline } from "../diagram-outline.ts";
import type { Block, Diagram, Inline, Mark } from "../document.ts";
import { MARK_SIGNS } from "../marks.ts";
import { isBlank } from "../spans.ts";
import { inlineRuns, MARK_FORMATS, plainRun, type Run } from "./run.ts";
import { tableLines } from "./table-lines.ts";
import { type WrappedLine, wrappedLines } from "./wrapped-lines.ts";

/** However deep something lies, so much of the line is left for it. */
const NARROWEST = 16;

/** A block in lines of at most `columns`. */
export function blockLines(block: Block, columns: number): readonly WrappedLine[] {
  switch (block.kind) {
    case "paragraph":
      return isBlank(block.text) ? [] : wrappedLines(inlineRuns(block.text), columns);
    case "list":
      return block.items.filter((item) => !isBlank(item)).flatMap((item) => itemLines(item, columns));
    case "table":
      return tableLines(block.head, block.rows, columns);
    case "source":
      return printableLines(block.text).flatMap((line) =>
        wrappedLines([{ text: line, format: "cyan" }], columns),
      );
    case "details":
      return [
        ...(isBlank(block.summary) ? [] : wrappedLines(inlineRuns(block.summary), columns)),
        ...block.blocks.flatMap((inner) => indented(2, columns, (room) => blockLines(inner, room))),
      ];
    case "diagram":
      return outlineLines(block.diagram, columns);
  }
}

/** An item of a list with its further lines below its first. */
export function itemLines(item: Inline, columns: number): readonly WrappedLine[] {
  return hanging({ text: "• ", format: "dim" }, 2, inlineRuns(item), columns);
}

/** Lines further to the right. */
export function indented(
  by: number,
  columns: number,
  linesIn: (columns: number) => readonly WrappedLine[],
): readonly WrappedLine[] {
  const indent = columns - by < NARROWEST ? 0 : by;
  return linesIn(columns - indent).map((line) => shifted(line, { text: " ".repeat(indent) }, indent));
}

/** Each state with the transitions that lead away from it. */
function outlineLines(diagram: Diagram, columns: number): readonly WrappedLine[] {
  return diagramOutline(diagram).flatMap(({ depth, label, mark, edges }) =>
    indented(depth * 2, columns, (room) => [
      ...hanging(sign(mark), 2, [plainRun(label, MARK_FORMATS[mark])], room),
      ...edges.flatMap((edge) => {
        const label = edge.label === "" ? [] : [plainRun(`  ${edge.label}`, "dim")];
        const to = plainRun(`→ ${edge.to}`, MARK_FORMATS[edge.mark]);
        return indented(4, room, (inner) => hanging(sign(edge.mark), 2, [to, ...label], inner));
      }),
    ]),
  );
}

function sign(mark: Mark): Run {
  return plainRun(MARK_SIGNS[mark].padEnd(2), MARK_FORMATS[mark]);
}

/** Wrapped beside a first run of so many columns. */
function hanging(first: Run, by: number, runs: readonly Run[], columns: number): readonly WrappedLine[] {
  return wrappedLines(runs, columns - by).map((line, index) =>
    shifted(line, index === 0 ? first : { text: " ".repeat(by) }, by),
  );
}

function shifted({ runs, columns }: WrappedLine, first: Run, by: number): WrappedLine {
  return by === 0 ? { runs, columns } : { runs: [first, ...runs], columns: columns + by };
}
