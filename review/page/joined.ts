import type { Inline } from "./document.ts";

/** `a, b, c`. */
export const joined = (parts: readonly Inline[]): Inline =>
  parts.flatMap((part, index) => (index === 0 ? [...part] : [", ", ...part]));

/** A sentence with more names than these is not read. */
const MOST_NAMES = 20;

/** Names as code, with commas between them; of many, the first and how many more there are. */
export const codes = (names: readonly string[]): Inline => [
  ...joined(names.slice(0, MOST_NAMES).map((code) => [{ code }])),
  ...(names.length > MOST_NAMES ? [` and ${names.length - MOST_NAMES} more`] : []),
];
