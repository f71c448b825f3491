/** Most texts: nothing in them is hidden. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * What a reader would not see, or what would change how its neighbors are seen: controls, marks of direction, characters without width or
 * ink, spaces that are not U+0020, halves of surrogate pairs, private characters, marks that stand alone or pile up. A picture's
 * variation selector is none of them.
 */
const HIDDEN =
  /(?<=\p{Extended_Pictographic})\uFE0F|([\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]|(?! )\p{Zs}|^\p{M}|(?<=\p{M}{3})\p{M})/gu;

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/**
 * The text in one line that shows all that is in it: what a reader would not see is an escape as JavaScript writes it (`\n`, `\u202e`,
 * `\u{e0041}`). The result can steer neither a terminal nor a text around it.
 */
export function printable(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(HIDDEN, (found: string, hidden?: string) =>
    hidden === undefined ? found : escaped(hidden),
  );
}

/** The same for a text of several lines; a tab is shown as two spaces. */
export function printableLines(text: string): readonly string[] {
  return text.split(/\r?\n/).map((line) => printable(line.replaceAll("\t", "  ")));
}

function escaped(character: string): string {
  const short = SHORT_ESCAPES.get(character);
  if (short !== undefined) return short;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`;
}
