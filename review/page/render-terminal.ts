import { styleText } from "node:util";
import type { Entry, Page, Section } from "./document.ts";
import { isBlank } from "./spans.ts";
import { blockLines, indented, itemLines } from "./terminal/block-lines.ts";
import { inlineRuns, plainRun, type Run } from "./terminal/run.ts";
import { type WrappedLine, wrappedLines } from "./terminal/wrapped-lines.ts";

export interface TerminalOptions {
  /** Of the terminal; fewer than 40 are taken as 40. */
  readonly columns: number;
  readonly color: boolean;
}

const NARROWEST = 40;
const EMPTY: WrappedLine = { runs: [], columns: 0 };

/** The page for a terminal: all of it, in lines that it does not have to wrap. A diagram is an outline of its states and transitions. */
export function renderTerminal(page: Page, { columns, color }: TerminalOptions): string {
  const lines = pageLines(page, Math.max(NARROWEST, columns));
  return `${lines.map((line) => lineText(line, color)).join("\n")}\n`;
}

function pageLines({ title, notes, sections }: Page, columns: number): readonly WrappedLine[] {
  return [
    ...wrappedLines([plainRun(title, "bold")], columns),
    ...(notes.length === 0 ? [] : [EMPTY]),
    ...notes.flatMap((note) => hangingNote(inlineRuns(note), columns)),
    ...sections.flatMap((section) => sectionLines(section, columns)),
  ];
}

function hangingNote(runs: readonly Run[], columns: number): readonly WrappedLine[] {
  return wrappedLines(runs, columns - 2).map((line) => ({
    runs: [{ text: "▌ ", format: "yellow" }, ...line.runs],
    columns: line.columns + 2,
  }));
}

function sectionLines(
  { title, entries, noun: [one, many] }: Section,
  columns: number,
): readonly WrappedLine[] {
  const count = `${entries.length.toLocaleString("en")} ${entries.length === 1 ? one : many}`;
  return [
    EMPTY,
    ...wrappedLines([plainRun(title, "bold"), { text: "  " }, plainRun(count, "dim")], columns),
    { runs: [{ text: "─".repeat(columns), format: "dim" }], columns },
    ...entries.flatMap((entry, index) => entryLines(entry, columns, index === entries.length - 1)),
  ];
}

function entryLines({ head, blocks }: Entry, columns: number, isLast: boolean): readonly WrappedLine[] {
  const parts = blocks.map((block) => indented(2, columns, (room) => blockLines(block, room)));
  const spaced = parts.filter((lines) => lines.length > 0).flatMap((lines) => [EMPTY, ...lines]);
  return [
    ...itemLines(isBlank(head) ? ["(no name)"] : head, columns),
    ...spaced,
    ...(spaced.length > 0 && !isLast ? [EMPTY] : []),
  ];
}

function lineText({ runs }: WrappedLine, color: boolean): string {
  if (!color)
    return runs
      .map(({ text }) => text)
      .join("")
      .trimEnd();
  return joinedRuns(runs)
    .map(({ text, format }) =>
      format === undefined ? text : styleText(format, text, { validateStream: false }),
    )
    .join("")
    .trimEnd();
}

/** Words of one look were wrapped one by one. */
function joinedRuns(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last !== undefined && last.format === run.format)
      joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined;
}
