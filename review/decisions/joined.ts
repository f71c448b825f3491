import type { Inline } from "../page/document.ts";

/** `a, b, c`. */
export const joined = (parts: readonly Inline[]): Inline =>
  parts.flatMap((part, index) => (index === 0 ? [...part] : [", ", ...part]));
