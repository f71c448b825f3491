import type { Inline } from "../page/document.ts";

/** Names as code, with commas between them. */
export const codes = (names: readonly string[]): Inline =>
  names.flatMap((code, index) => (index === 0 ? [{ code }] : [", ", { code }]));
