import { printable } from "../../../reporting/printable.ts";
import { clippedText } from "../clipped-text.ts";

/** A longer label makes a box that nobody reads. */
const LONGEST = 120;

/** All but letters, digits, spaces and four marks that mean nothing to Mermaid; two of the letters stand for entities inside of it. */
const SPECIAL = /[^\p{L}\p{N}\p{M} ,._-]|[ßﬂ]/gu;

/**
 * What stands between the quotes of a label of Mermaid's: visible, all that could mean something as an entity. The first space does not
 * break, for Mermaid takes labels as Markdown, where `+ Crop` and `1. Crop` are lists.
 */
export function mermaidLabel(text: string): string {
  const escaped = clippedText(printable(text), LONGEST)
    .replace(SPECIAL, (character) => `#${character.codePointAt(0)};`)
    .replace(" ", "#160;");
  return escaped || "#160;"; // a label without text is a mistake to Mermaid
}
