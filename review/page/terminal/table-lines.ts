import { displayWidth } from "../../../reporting/display-width.ts";
import type { Inline } from "../document.ts";
import { inlineRuns, plainRun, type Run } from "./run.ts";
import { type WrappedLine, wrappedLines } from "./wrapped-lines.ts";

const GAP = 2;
/** In a narrower column nothing can be read; then each row is a list of its own. */
const NARROWEST = 8;

/** A table in columns, whose cells wrap; in lines of at most `columns`. */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly Inline[])[],
  columns: number,
): readonly WrappedLine[] {
  const count = Math.max(head.length, ...rows.map((row) => row.length));
  const titles = Array.from({ length: count }, (_, index) => plainRun(head[index] ?? "", "bold"));
  const cells = rows.map((row) => titles.map((_, index) => inlineRuns(row[index] ?? [])));
  const widths = columnWidths([titles.map((title) => [title]), ...cells], columns - GAP * (count - 1));
  if (widths === undefined) return cells.flatMap((row) => listedRow(titles, row, columns));
  const rule = widths.map((width) => [{ text: "─".repeat(width), format: "dim" } as const]);
  return [titles.map((title) => [title]), rule, ...cells].flatMap((row) => rowLines(row, widths));
}

/** As wide as their widest cells, or as fair as there is room: the narrow ones keep what they need. */
function columnWidths(
  rows: readonly (readonly (readonly Run[])[])[],
  room: number,
): readonly number[] | undefined {
  const natural = (rows[0] ?? []).map((_, index) =>
    Math.max(1, ...rows.map((row) => width(row[index] ?? []))),
  );
  const order = natural.map((_, index) => index).sort((a, b) => (natural[a] ?? 0) - (natural[b] ?? 0));
  const widths = [...natural];
  let left = room;
  for (const [done, index] of order.entries()) {
    const share = Math.floor(left / (order.length - done));
    const wanted = natural[index] ?? 0;
    if (wanted > share && share < NARROWEST) return undefined;
    widths[index] = Math.min(wanted, share);
    left -= widths[index] ?? 0;
  }
  return widths;
}

function rowLines(row: readonly (readonly Run[])[], widths: readonly number[]): readonly WrappedLine[] {
  const cells = row.map((runs, index) => wrappedLines(runs, widths[index] ?? 1));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const runs: Run[] = [];
    let columns = 0;
    let start = 0;
    cells.forEach((lines, index) => {
      const line = lines[at];
      if (line !== undefined && line.columns > 0) {
        runs.push({ text: " ".repeat(start - columns) }, ...line.runs);
        columns = start + line.columns;
      }
      start += (widths[index] ?? 0) + GAP;
    });
    return { runs, columns };
  });
}

function listedRow(
  titles: readonly Run[],
  row: readonly (readonly Run[])[],
  columns: number,
): readonly WrappedLine[] {
  const lines = row.flatMap((cell, index) => {
    const title = titles[index]?.text ?? "";
    return wrappedLines(
      [...(title === "" ? [] : [{ text: `${title}: `, format: "bold" as const }]), ...cell],
      columns,
    );
  });
  return [...lines, { runs: [], columns: 0 }];
}

function width(runs: readonly Run[]): number {
  return runs.reduce((sum, { text }) => sum + displayWidth(text), 0);
}
