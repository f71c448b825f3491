/**
 * Whether the pattern describes the whole text: `*` stands for any characters, `\*` and `\\` for themselves.
 * Looks for the parts between the asterisks from left to right and never goes back: no pattern can hang the run.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  return compileWildcard(pattern)(text);
}

/** The same for many texts. */
export function compileWildcard(pattern: string): (text: string) => boolean {
  const [first = "", ...rest] = literalParts(pattern);
  const last = rest.pop();
  return (text) => matchesParts(text, { first, rest, last });
}

interface WildcardParts {
  readonly first: string;
  readonly rest: readonly string[];
  /** Undefined where there is no asterisk. */
  readonly last: string | undefined;
}

function matchesParts(text: string, { first, rest, last }: WildcardParts): boolean {
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at + last.length <= text.length;
}

/** What stands between the asterisks, escapes resolved. */
function literalParts(pattern: string): readonly string[] {
  const parts: string[] = [""];
  for (const token of pattern.match(/\\[*\\]|./gs) ?? []) {
    if (token === "*") parts.push("");
    else parts.push((parts.pop() ?? "") + token.slice(-1));
  }
  return parts;
}
