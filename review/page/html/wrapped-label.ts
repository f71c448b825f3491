import { displayWidth, firstColumns } from "../../../reporting/display-width.ts";
import { printable } from "../../../reporting/printable.ts";

/**
 * A label in lines of at most `columns`, broken at spaces where there are any; what does not fit into `most` lines ends in `…`.
 */
export function wrappedLabel(label: string, columns: number, most: number): readonly string[] {
  const lines: string[] = [];
  let rest = printable(label).trim();
  while (rest !== "") {
    if (displayWidth(rest) <= columns) return [...lines, rest];
    const full = firstColumns(rest, columns);
    if (lines.length === most - 1) return [...lines, `${firstColumns(rest, columns - 1)}…`];
    const space = full.lastIndexOf(" ");
    const line = space > full.length / 2 ? full.slice(0, space) : full;
    lines.push(line);
    rest = rest.slice(line.length).trimStart();
  }
  return lines;
}
