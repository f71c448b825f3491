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

/** Reads a pattern; "IAM JSON policy elements: Resource" and "IAM policy elements: Variables and tags", AWS documentation. */
export function readGlob(text: string, syntax: GlobSyntax): Glob {
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
  return globOf(text, tokens);
}

/** The same pattern, where a variable may be any text. */
export const withoutVariables = (glob: Glob): Glob =>
  glob.hasVariable
    ? globOf(
        glob.text,
        glob.tokens.map((token) => (token.kind === "variable" ? { kind: "star" } : token)),
      )
    : glob;

export const ANY_TEXT: Glob = globOf("*", [{ kind: "star" }]);

function globOf(text: string, tokens: readonly Token[]): Glob {
  const ordered = starsLast(tokens);
  return {
    text,
    tokens: ordered,
    key: ordered.map(tokenKey).join(""),
    isLiteral: ordered.every((token) => token.kind === "char" && !token.anyCase),
    hasVariable: ordered.some(({ kind }) => kind === "variable"),
  };
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
