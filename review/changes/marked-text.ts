import type { Inline } from "../page/document.ts";

/** ARNs, and paths into a document such as `$.total`. */
const NAMES = /(arn:[^\s,]*[^\s,.):;]|\$\$?\.[\w.[\]*]*[\w\]*])/;

/** A sentence in which the names that stand in it are told from the words. */
export const markedText = (text: string): Inline =>
  text
    .split(NAMES)
    .map((piece, index) => (index % 2 === 1 ? { code: piece } : piece))
    .filter((piece) => piece !== "");
