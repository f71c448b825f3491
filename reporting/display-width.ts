import { eastAsianWidth } from "get-east-asian-width";

let segmenter: Intl.Segmenter | undefined;

/** Made once it is needed: that takes longer than loading all that a build process needs of this folder. */
function graphemeSegmenter(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  return segmenter;
}

/** What a font draws as a picture, two columns wide. */
const EMOJI = /^\p{Emoji_Presentation}|\uFE0F/u;

/** Most texts: a column a character, known without looking at each. */
const PLAIN = /^[\x20-\x7e]*$/;

/** What a reader sees as one character, and the columns that it takes in a terminal. */
interface Grapheme {
  readonly text: string;
  readonly columns: number;
}

/** The columns that a text without control characters takes in a terminal. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  return graphemes(text).reduce((sum, { columns }) => sum + columns, 0);
}

/** As much of the beginning as fits into the columns. */
export function firstColumns(text: string, columns: number): string {
  if (PLAIN.test(text)) return text.slice(0, Math.max(0, columns));
  return fitting(graphemes(text), columns).join("");
}

/** As much of the end as fits into the columns. */
export function lastColumns(text: string, columns: number): string {
  return fitting(graphemes(text).toReversed(), columns).toReversed().join("");
}

function graphemes(text: string): readonly Grapheme[] {
  return Array.from(graphemeSegmenter().segment(text), ({ segment }) => ({
    text: segment,
    columns: EMOJI.test(segment) ? 2 : eastAsianWidth(segment.codePointAt(0) ?? 0),
  }));
}

function fitting(all: readonly Grapheme[], columns: number): readonly string[] {
  const taken: string[] = [];
  let left = columns;
  for (const one of all) {
    left -= one.columns;
    if (left < 0) break;
    taken.push(one.text);
  }
  return taken;
}
