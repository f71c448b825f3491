/** A character that must stand there, or an asterisk. */
type Token = string | typeof ASTERISK;

const ASTERISK = Symbol("*");

/** Values that are looked at before a pattern passes: far more than those of any pattern of legal size have needed. */
const MOST_STATES = 20_000;

/**
 * Of how many beginnings of wildcard patterns one value can be a match at most: `*a*` begins with `*`, `*a` and `*a*`, and all three
 * match "a". Counting ends at `most`. All patterns of a field count together, equal ones once.
 *
 * This is what Event Ruler, the engine of EventBridge, calls the complexity of a machine.
 */
export function wildcardComplexity(patterns: readonly string[], most: number): number {
  const tokens = [...new Set(patterns)].map(tokensOf);
  const alphabet = alphabetOf(tokens);
  const start = tokens.flatMap((_, pattern) => closure(tokens, pattern, 0));
  const waiting: (readonly Position[])[] = [start];
  const seen = new Set([start.join()]);
  let complexity = 0;
  for (const state of waiting) {
    complexity = Math.max(complexity, state.filter((position) => offsetOf(position) > 0).length);
    if (complexity >= most) return most;
    if (seen.size > MOST_STATES) return complexity;
    for (const character of alphabet) {
      const next = step(tokens, state, character);
      const name = next.join();
      if (next.length === 0 || seen.has(name)) continue;
      seen.add(name);
      waiting.push(next);
    }
  }
  return complexity;
}

/** A pattern and how many of its tokens have matched, in one number. */
type Position = number;

const LONGEST = 2 ** 16;

function offsetOf(position: Position): number {
  return position % LONGEST;
}

function step(
  tokens: readonly (readonly Token[])[],
  state: readonly Position[],
  character: string,
): readonly Position[] {
  const next = new Set<Position>();
  for (const position of state) {
    const [pattern, offset] = [Math.floor(position / LONGEST), offsetOf(position)];
    const ofPattern = tokens[pattern] ?? [];
    // An asterisk that has been reached takes any further character.
    if (ofPattern[offset - 1] === ASTERISK) for (const one of closure(tokens, pattern, offset)) next.add(one);
    if (ofPattern[offset] === character)
      for (const one of closure(tokens, pattern, offset + 1)) next.add(one);
  }
  return [...next].sort((left, right) => left - right);
}

/** A position, and the one behind the asterisk that follows, which needs no character. */
function closure(
  tokens: readonly (readonly Token[])[],
  pattern: number,
  offset: number,
): readonly Position[] {
  const position = pattern * LONGEST + offset;
  return tokens[pattern]?.[offset] === ASTERISK ? [position, position + 1] : [position];
}

/** All characters of the patterns, and one that stands for all others. */
function alphabetOf(tokens: readonly (readonly Token[])[]): readonly string[] {
  const characters = tokens.flat().filter((token) => typeof token === "string");
  return [...new Set([...characters, ""])];
}

function tokensOf(pattern: string): readonly Token[] {
  return (pattern.match(/\\[*\\]|./gsu) ?? []).map((token) =>
    token === "*" ? ASTERISK : token.replace(/^\\(?=.)/, ""),
  );
}
