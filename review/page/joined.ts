import type { Inline } from "./document.ts";

/** `a, b, c`. */
export const joined = (parts: readonly Inline[]): Inline =>
  parts.flatMap((part, index) => (index === 0 ? [...part] : [", ", ...part]));

/** Names as code, with commas between them. */
export const codes = (names: readonly string[]): Inline => joined(names.map((code) => [{ code }]));
