/** The longest text of one value or name in a line. */
const LONGEST = 80;
/** How much of what two texts have in common is shown before their difference. */
const LEAD = 16;

/** In one line, and cut at about 80 characters. */
export function shortText(text: string, longest = LONGEST): string {
  const line = oneLine(text.slice(0, longest + 1));
  return text.length <= longest ? line : `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** Two texts, cut so that their difference is seen. */
export function shortPair(before: string, after: string): readonly [before: string, after: string] {
  const common = commonLength(before, after);
  const isCut = Math.max(before.length, after.length) > LONGEST && common > LONGEST / 2;
  const start = isCut ? common - LEAD : 0;
  const part = (text: string) =>
    shortText(start === 0 ? text : `…${text.slice(start).replace(/^[\udc00-\udfff]/, "")}`);
  return [part(before), part(after)];
}

/** Names in a row: `A, B and C`, `A, B, C and 4 more`. */
export function listOf(names: readonly string[], most = 3): string {
  const short = names.slice(0, names.length === most + 1 ? most + 1 : most).map((name) => shortText(name));
  const rest = names.length - short.length;
  const items = rest > 0 ? [...short, `${rest} more`] : short;
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
