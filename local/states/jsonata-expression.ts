/** The expression of a text `{% … %}`, which must be all of it; undefined for any other text. */
export function jsonataExpression(text: unknown): string | undefined {
  return typeof text === "string" ? /^\{%(.*)%\}$/s.exec(text)?.[1]?.trim() : undefined;
}
