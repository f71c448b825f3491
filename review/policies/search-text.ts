import { type Effort, spend } from "./effort.ts";
import type { Glob, Token } from "./glob.ts";

/** Where in a pattern a beginning of a text may have come to. */
type Positions = readonly number[];

/** A character; one that no pattern names; or a variable as a whole, which no character is equal to. */
type Symbol = string;

const OTHER: Symbol = "other";
const variableSymbol = (name: string): Symbol => `\${${name}}`;
const isCharacter = (symbol: Symbol): boolean => symbol.length === 1 || symbol === OTHER;

interface Reached {
  readonly glob: Positions;
  readonly others: readonly (readonly Positions[])[];
  readonly none: readonly Positions[];
}

/**
 * Whether `glob` matches a text that one pattern of each of `others` matches and none of `noneOf`: walks all of them at once, character by
 * character.
 */
export function searchText(
  glob: Glob,
  others: readonly (readonly Glob[])[],
  noneOf: readonly Glob[],
  effort: Effort,
): boolean {
  const start = closed(glob, [0]);
  const stack: Reached[] = [
    {
      glob: start,
      others: others.map((globs) => globs.map((other) => closed(other, [0]))),
      none: noneOf.map((none) => closed(none, [0])),
    },
  ];
  const seen = new Set<string>();
  for (let reached = stack.pop(); reached !== undefined; reached = stack.pop()) {
    const key = JSON.stringify(reached);
    if (seen.has(key)) continue;
    seen.add(key);
    if (!spend(effort, 1 + key.length / 4)) return true;
    if (isFound(reached, glob, others, noneOf)) return true;
    for (const symbol of symbolsAt(reached, glob, others, noneOf)) {
      const next: Reached = {
        glob: step(glob, reached.glob, symbol),
        others: reached.others.map((set, outer) =>
          set.map((positions, inner) => step(others[outer]?.[inner] ?? glob, positions, symbol)),
        ),
        none: reached.none.map((positions, index) => step(noneOf[index] ?? glob, positions, symbol)),
      };
      if (isAlive(next, noneOf)) stack.push(next);
    }
  }
  return false;
}

function isFound(
  reached: Reached,
  glob: Glob,
  others: readonly (readonly Glob[])[],
  noneOf: readonly Glob[],
): boolean {
  return (
    isAtEnd(glob, reached.glob) &&
    reached.others.every((set, outer) =>
      set.some((positions, inner) => isAtEnd(others[outer]?.[inner] ?? glob, positions)),
    ) &&
    !reached.none.some((positions, index) => isAtEnd(noneOf[index] ?? glob, positions))
  );
}

const isAtEnd = ({ tokens }: Glob, positions: Positions): boolean => positions.includes(tokens.length);

/** Whether something can come of it: all that must match still may, and nothing that must not already does whatever follows. */
function isAlive({ glob, others, none }: Reached, noneOf: readonly Glob[]): boolean {
  return (
    glob.length > 0 &&
    others.every((set) => set.some((positions) => positions.length > 0)) &&
    !none.some((positions, index) => matchesAllThatFollows(noneOf[index], positions))
  );
}

function matchesAllThatFollows(glob: Glob | undefined, positions: Positions): boolean {
  if (glob === undefined) return false;
  const last = glob.tokens.length - 1;
  return glob.tokens[last]?.kind === "star" && positions.includes(last);
}

/** What can make a difference next. */
function symbolsAt(
  { glob: positions, others: otherPositions, none }: Reached,
  glob: Glob,
  others: readonly (readonly Glob[])[],
  noneOf: readonly Glob[],
): ReadonlySet<Symbol> {
  const symbols = new Set<Symbol>([OTHER]);
  const add = (pattern: Glob | undefined, at: Positions): void => {
    for (const position of at) for (const symbol of symbolsOf(pattern?.tokens[position])) symbols.add(symbol);
  };
  add(glob, positions);
  for (const [outer, set] of otherPositions.entries()) {
    for (const [inner, at] of set.entries()) add(others[outer]?.[inner], at);
  }
  for (const [index, at] of none.entries()) add(noneOf[index], at);
  return symbols;
}

function symbolsOf(token: Token | undefined): readonly Symbol[] {
  if (token?.kind === "char") {
    return token.anyCase ? [token.char, token.char.toUpperCase()] : [token.char];
  }
  if (token?.kind === "variable") return [variableSymbol(token.name)];
  return token?.kind === "segment-star" ? [":"] : [];
}

function step(glob: Glob, positions: Positions, symbol: Symbol): Positions {
  const next: number[] = [];
  for (const position of positions) {
    const token = glob.tokens[position];
    if (token === undefined || !takes(token, symbol)) continue;
    next.push(token.kind === "star" || token.kind === "segment-star" ? position : position + 1);
  }
  return next.length === 0 ? next : closed(glob, next);
}

function takes(token: Token, symbol: Symbol): boolean {
  switch (token.kind) {
    case "star":
      return true;
    case "segment-star":
      return isCharacter(symbol) && symbol !== ":";
    case "any":
      return isCharacter(symbol);
    case "variable":
      return symbol === variableSymbol(token.name);
    case "char":
      return (
        token.char === symbol || (token.anyCase && symbol.length === 1 && token.char === symbol.toLowerCase())
      );
  }
}

/** Adds what stars lead to when they match nothing. What lies before the last star reached leads to nothing that this star does not. */
function closed({ tokens }: Glob, positions: Positions): Positions {
  const all = new Set<number>();
  let from = 0;
  for (let position of positions) {
    all.add(position);
    for (let kind = tokens[position]?.kind; kind === "star" || kind === "segment-star"; ) {
      if (kind === "star") from = Math.max(from, position);
      position += 1;
      all.add(position);
      kind = tokens[position]?.kind;
    }
  }
  return [...all].filter((position) => position >= from).sort((one, other) => one - other);
}
