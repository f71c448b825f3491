/** Paths that only one of two builds can know. */
export interface Places {
  readonly here: string;
  readonly there: string;
}

const TIMES =
  /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [\w ]{6,11} (?:\d{4} )?\d\d:\d\d:\d\d(?: \d{4})?(?: GMT(?:[+-]\d{4})?)?|\b1[5-9]\d{8}(?:\d{3})?\b/g;

/**
 * Why two contents are not the same, as far as one can see that: a path of one of the builds, times, the order of lines. Each is
 * taken out before the next is looked for; what is different then is told by its first line.
 */
export function differingBytes(here: Uint8Array, there: Uint8Array, places: Places): readonly string[] {
  const [own, other] = [here, there].map((bytes) => Buffer.from(bytes).toString("utf8")) as [string, string];
  const placed = [withoutPath(own, places.here), withoutPath(other, places.there)] as const;
  const timed = placed.map((text) => text.replace(TIMES, "<time>")) as [string, string];
  const hasPath = placed[0] !== own || placed[1] !== other;
  const hasTime = String(timesIn(placed[0])) !== String(timesIn(placed[1]));
  const reasons = [
    ...(hasPath ? ["the absolute path of the folder is in it"] : []),
    ...(hasTime ? ["times are in it"] : []),
  ];
  if (timed[0] === timed[1]) return reasons;
  if (sortedLines(timed[0]) === sortedLines(timed[1])) return [...reasons, "the order of its lines"];
  return [...reasons, `from ${firstDifference(timed[0], timed[1])} on`];
}

const timesIn = (text: string): readonly string[] => text.match(TIMES) ?? [];

/** The last item of a list in JSON has no comma. */
const sortedLines = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.replace(/,$/, ""))
    .sort()
    .join("\n");

function firstDifference(own: string, other: string): string {
  let end = 0;
  while (end < own.length && own[end] === other[end]) end += 1;
  const before = own.slice(0, end).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** esbuild writes what is not ASCII as an escape. */
const withoutPath = (text: string, path: string): string =>
  text.replaceAll(path, "<path>").replaceAll(path.replace(/[^\x20-\x7e]/g, escaped), "<path>");

function escaped(character: string): string {
  const code = character.charCodeAt(0).toString(16).toUpperCase();
  return code.length < 3 ? `\\x${code.padStart(2, "0")}` : `\\u${code.padStart(4, "0")}`;
}
