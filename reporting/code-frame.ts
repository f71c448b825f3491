import { displayWidth, firstColumns, lastColumns } from "./display-width.ts";
import { printable } from "./printable.ts";

/** A place in a source file and the text of its line. */
export interface FramedPlace {
  /** Counted from one. */
  readonly line: number;
  /** The whole line, as long as it may be. */
  readonly lineText: string;
  /** Where the marked part begins, counted from zero in UTF-16 code units. */
  readonly start: number;
  /** Of the marked part, in UTF-16 code units. */
  readonly length: number;
  /** What could stand there instead. */
  readonly suggestion?: string;
}

/** More of a line does not help, and would wrap in a terminal of 100 columns. */
const MAX_COLUMNS = 80;
/** Around the place, as much of the line as could ever be shown; in UTF-16 code units. */
const MAX_AROUND = 4 * MAX_COLUMNS;
const CUT = "…";

/**
 * The line with its number, and a marker under the place, as esbuild draws them; a suggestion stands below the marker.
 *
 * A long line is cut on both sides of the place. Control characters are shown as escapes, a tab as two spaces.
 */
export function codeFrame({ line, lineText, start, length, suggestion }: FramedPlace): readonly string[] {
  const end = Math.min(start + length, lineText.length);
  const { before, marked, after } = fitted({
    before: shown(lineText.slice(Math.max(0, start - MAX_AROUND), start)),
    marked: shown(lineText.slice(start, Math.min(end, start + MAX_AROUND))),
    after: shown(lineText.slice(end, end + MAX_AROUND)),
  });
  const number = String(line);
  const margin = " ".repeat(number.length);
  const indent = " ".repeat(displayWidth(before));
  const columns = displayWidth(marked);
  const marker = `${indent}${columns > 1 ? "~".repeat(columns) : "^"}`;
  const code = `${number} │ ${before}${marked}${after}`.trimEnd();
  return suggestion
    ? [code, `${margin} │ ${marker}`, `${margin} ╵ ${indent}${shown(suggestion)}`]
    : [code, `${margin} ╵ ${marker}`];
}

interface Parts {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** Cuts what is too long, first of all what is around the marked part, and of that what is farthest from it. */
function fitted(parts: Parts): Parts {
  const marked = cutEnd(parts.marked, MAX_COLUMNS - 20);
  const room = MAX_COLUMNS - displayWidth(marked);
  const [before, after] = [displayWidth(parts.before), displayWidth(parts.after)];
  if (before + after <= room) return { ...parts, marked };
  const half = Math.floor(room / 2);
  const roomBefore = after < half ? room - after : Math.min(before, half);
  return {
    before: cutStart(parts.before, roomBefore),
    marked,
    after: cutEnd(parts.after, room - roomBefore),
  };
}

function cutStart(text: string, columns: number): string {
  return displayWidth(text) <= columns ? text : `${CUT}${lastColumns(text, columns - 1)}`;
}

function cutEnd(text: string, columns: number): string {
  return displayWidth(text) <= columns ? text : `${firstColumns(text, columns - 1)}${CUT}`;
}

/** Text that takes the columns that it seems to take; half of a surrogate pair, where a long line was cut, is left out. */
function shown(text: string): string {
  return printable(text.replaceAll("\t", "  ").replace(/\p{Cs}/gu, ""));
}
