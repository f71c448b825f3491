import type { Block } from "../page/document.ts";
import type { ArtifactChange } from "./artifact-change.ts";
import { codeLines } from "./code-lines.ts";

/** The size of a zip and what made its bytes others; nothing where they are the same. */
export function codeBlocks(change: ArtifactChange): readonly Block[] {
  const { before, after, sameBytes } = change;
  if (sameBytes || after === undefined) return [];
  const size =
    before === undefined
      ? `zip of ${after.sizeBytes} bytes`
      : `zip: ${before.sizeBytes} → ${after.sizeBytes} bytes`;
  return [{ kind: "list", items: [[size], ...codeLines(change)] }];
}
