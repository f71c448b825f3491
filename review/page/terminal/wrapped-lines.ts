import { displayWidth, firstColumns } from "../../../reporting/display-width.ts";
import type { Run } from "./run.ts";

/** A line of runs that takes no more than the columns that it was wrapped to. */
export interface WrappedLine {
  readonly runs: readonly Run[];
  readonly columns: number;
}

/** Runs in lines, broken at spaces; a word that is longer than a line is broken where the line ends. At least one line. */
export function wrappedLines(runs: readonly Run[], columns: number): readonly WrappedLine[] {
  const lines: WrappedLine[] = [];
  let line: WrappedLine = { runs: [], columns: 0 };
  const endLine = () => {
    lines.push(withoutEnd(line));
    line = { runs: [], columns: 0 };
  };
  for (const word of wordsOf(runs)) {
    const width = word.reduce((sum, { text }) => sum + displayWidth(text), 0);
    const isSpace = word[0]?.text.startsWith(" ") === true;
    if (line.columns + width > columns && line.columns > 0) endLine();
    if (isSpace && line.columns === 0 && lines.length > 0) continue;
    for (const piece of word.flatMap((run) => pieces(run, columns))) {
      if (line.columns + displayWidth(piece.text) > columns && line.columns > 0) endLine();
      line = { runs: [...line.runs, piece], columns: line.columns + displayWidth(piece.text) };
    }
  }
  return [...lines, withoutEnd(line)];
}

/** Words and the spaces between them; what touches is one word, whatever its looks. */
function wordsOf(runs: readonly Run[]): readonly (readonly Run[])[] {
  const words: Run[][] = [];
  for (const run of runs) {
    for (const text of run.text.match(/ +|[^ ]+/g) ?? []) {
      const last = words.at(-1);
      const isSpace = text.startsWith(" ");
      const joins = last !== undefined && last[0]?.text.startsWith(" ") === isSpace;
      if (joins) last.push({ ...run, text });
      else words.push([{ ...run, text }]);
    }
  }
  return words;
}

function pieces(run: Run, columns: number): readonly Run[] {
  const all: Run[] = [];
  const enough = columns * 8; // of UTF-16 units, for a line of the longest graphemes; a word may have a million
  let rest = run.text;
  while (rest.length > enough || displayWidth(rest) > columns) {
    const piece = firstColumns(rest.slice(0, enough), columns);
    if (piece === "") break;
    all.push({ ...run, text: piece });
    rest = rest.slice(piece.length);
  }
  return [...all, { ...run, text: rest }];
}

/** Spaces at the end of a line are not seen. */
function withoutEnd({ runs, columns }: WrappedLine): WrappedLine {
  const last = runs.at(-1);
  if (last === undefined || !last.text.startsWith(" ")) return { runs, columns };
  return withoutEnd({ runs: runs.slice(0, -1), columns: columns - last.text.length });
}
