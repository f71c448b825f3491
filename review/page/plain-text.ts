import type { Inline } from "./document.ts";

/** The words of a text without its marks. */
export const plainText = (text: Inline): string =>
  text
    .map((piece) => (typeof piece === "string" ? piece : "code" in piece ? piece.code : piece.strong))
    .join("");
