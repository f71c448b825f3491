/** One step of a pattern. A `segment-star` stops at colons, as in the first five parts of an ARN under `ArnLike`. */
export type Token =
  | { readonly kind: "char"; readonly char: string; readonly anyCase: boolean }
  | { readonly kind: "any" }
  | { readonly kind: "star" }
  | { readonly kind: "segment-star" }
  /** `${aws:username}`: some text, the same one wherever the name stands. */
  | { readonly kind: "variable"; readonly name: string };

/** A set of texts, written with wildcards. */
export interface Glob {
  /** As the policy has it. */
  readonly text: string;
  readonly tokens: readonly Token[];
  /** The same for globs of the same tokens. */
  readonly key: string;
  /** Whether it stands for one text only, and compares it as it is. */
  readonly isLiteral: boolean;
  readonly hasVariable: boolean;
  /** What it begins with, where it is nothing else but for a star at its end. */
  readonly beginning?: Beginning;
}

/** The texts that begin with a text, or this text alone. */
export interface Beginning {
  readonly text: string;
  readonly isOpen: boolean;
}

export interface GlobSyntax {
  /** `*` and `?` stand for others. */
  readonly wildcards: boolean;
  /** `${…}` is a variable: in documents of version 2012-10-17. */
  readonly variables: boolean;
  readonly anyCase?: boolean;
  /** Wildcards of the first five parts stop at colons. */
  readonly segments?: boolean;
}

const PIECE = /\$\{([^{}]*)\}|\*+|[\s\S]/g;
const PLAIN = /^([^$*?]*)(\**)$/;

/**
 * Reads a pattern; "IAM JSON policy elements: Resource" and "IAM policy elements: Variables and tags", AWS documentation. `shown` is how the
 * policy has it, where it is not the pattern itself.
 */
export function readGlob(text: string, syntax: GlobSyntax, shown: string = text): Glob {
  const [, plain, stars = ""] = PLAIN.exec(text) ?? [];
  const isPlainStar = stars === "" || (syntax.wildcards && syntax.segments !== true);
  if (plain !== undefined && isPlainStar && syntax.anyCase !== true) {
    return plainGlob(shown, plain, stars !== "");
  }
  const tokens: Token[] = [];
  let colons = 0;
  for (const [piece, variable] of text.matchAll(PIECE)) {
    if (variable !== undefined) tokens.push(...variableTokens(piece, variable, syntax));
    else if (syntax.wildcards && piece.startsWith("*")) {
      tokens.push({ kind: syntax.segments === true && colons < 5 ? "segment-star" : "star" });
    } else if (syntax.wildcards && piece === "?") tokens.push({ kind: "any" });
    else tokens.push(...charTokens(piece, syntax));
    if (piece === ":") colons += 1;
  }
  return globOf(shown, tokens);
}

/** As {@link globOf}: most patterns are compared by their beginnings, and nobody asks for their tokens. */
function plainGlob(text: string, beginning: string, isOpen: boolean): Glob {
  let tokens: readonly Token[] | undefined;
  return {
    text,
    get tokens() {
      tokens ??= [
        ...charTokens(beginning, { wildcards: false, variables: false }),
        ...(isOpen ? [STAR] : []),
      ];
      return tokens;
    },
    key: isOpen ? `${beginning}${tokenKey(STAR)}` : beginning,
    isLiteral: !isOpen,
    hasVariable: false,
    beginning: { text: beginning, isOpen },
  };
}

/** The same pattern, where a variable may be any text. */
export const withoutVariables = (glob: Glob): Glob =>
  glob.hasVariable
    ? globOf(
        glob.text,
        glob.tokens.map((token) => (token.kind === "variable" ? { kind: "star" } : token)),
      )
    : glob;

const STAR: Token = { kind: "star" };

export const ANY_TEXT: Glob = plainGlob("*", "", true);

function globOf(text: string, tokens: readonly Token[]): Glob {
  const ordered = starsLast(tokens);
  const key = ordered.map(tokenKey).join("");
  const isLiteral = ordered.every(isPlain);
  const isOpen = ordered.at(-1)?.kind === "star" && ordered.slice(0, -1).every(isPlain);
  return {
    text,
    tokens: ordered,
    key,
    isLiteral,
    hasVariable: ordered.some(({ kind }) => kind === "variable"),
    ...((isLiteral || isOpen) && { beginning: { text: isOpen ? key.slice(0, -1) : key, isOpen } }),
  };
}

function isPlain(token: Token): boolean {
  return token.kind === "char" && !token.anyCase;
}

/** `*?` and `?*` are one: stars of a run come last, and once. */
function starsLast(tokens: readonly Token[]): readonly Token[] {
  const result: Token[] = [];
  let star: Token | undefined;
  for (const token of tokens) {
    if (token.kind === "star") star = token;
    else if (token.kind === "any" && star !== undefined) result.push(token);
    else {
      if (star !== undefined) result.push(star);
      star = undefined;
      result.push(token);
    }
  }
  return star === undefined ? result : [...result, star];
}

function variableTokens(piece: string, variable: string, syntax: GlobSyntax): readonly Token[] {
  if (!syntax.variables) return charTokens(piece, syntax, true);
  if (variable === "*" || variable === "?" || variable === "$") return charTokens(variable, syntax);
  return [{ kind: "variable", name: variable.trim().toLowerCase() }];
}

function charTokens(text: string, syntax: GlobSyntax, wildcards = false): readonly Token[] {
  return [...text.split("")].map((char): Token => {
    if (wildcards && syntax.wildcards && char === "*") return { kind: "star" };
    if (wildcards && syntax.wildcards && char === "?") return { kind: "any" };
    const lower = char.toLowerCase();
    const anyCase = syntax.anyCase === true && lower.length === 1 && lower !== char.toUpperCase();
    return { kind: "char", char: anyCase ? lower : char, anyCase };
  });
}

/** What cannot stand for itself in a key is written with a character that no policy may hold. */
function tokenKey(token: Token): string {
  if (token.kind === "char") return token.anyCase ? `\u0001${token.char}` : token.char;
  if (token.kind === "variable") return `\u0002${token.name}\u0002`;
  return { any: "\u0003", star: "\u0004", "segment-star": "\u0005" }[token.kind];
}
