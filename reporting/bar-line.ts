import { displayWidth, firstColumns, lastColumns } from "./display-width.ts";
import { printable } from "./printable.ts";

/** What a line of progress shows. */
interface Bar {
  readonly name: string;
  readonly value: number;
  readonly total: number;
  readonly label: string;
}

/** One line of less than `columns`; in a narrow terminal the label is worth more than the bar. */
export function barLine({ name, value, total, label }: Bar, columns = 80): string {
  const size = columns >= 72 ? 24 : columns >= 56 ? 10 : 0;
  const full = total === 0 ? 0 : Math.round((Math.min(value, total) / total) * size);
  const bar = size === 0 ? "" : `${"█".repeat(full)}${"░".repeat(size - full)} `;
  const head = `${name.padEnd(size === 0 ? 0 : 8)} ${bar}${value}/${total}`;
  const room = columns - displayWidth(head) - 2;
  const shown = printable(label);
  const fitting = displayWidth(shown) <= room ? shown : `…${lastColumns(shown, room - 1)}`; // the end tells ids apart
  return (room < 2 ? firstColumns(head, columns - 1) : `${head} ${fitting}`).trimEnd();
}
