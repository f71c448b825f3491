import { requireText, requireThat } from "./require-operand.ts";

const TOKEN = /\\[*\\]|\*(?=\*)|\\|./gsu;

/** @throws UserError for a wildcard pattern with two asterisks in a row, or a backslash before any other character */
export function validateWildcard(operand: unknown, path: string): void {
  requireText(operand, path, "wildcard");
  const text = String(operand);
  for (const [token, at] of [...text.matchAll(TOKEN)].map((match) => [match[0], match.index] as const)) {
    const position = positionOf(text, at);
    requireThat(
      token !== "\\",
      path,
      "a backslash only before * or another backslash",
      operand,
      `Invalid escape character at pos ${position}`,
    );
    requireThat(
      token !== "*" || text[at + 1] !== "*",
      path,
      "no two wildcards in a row",
      operand,
      `Consecutive wildcard characters at pos ${position}`,
    );
  }
}

/** EventBridge counts bytes, and the quote before the text. */
function positionOf(text: string, at: number): number {
  return Buffer.byteLength(text.slice(0, at)) + 1;
}
