import { byteSize } from "./byte-size.ts";
import type { EntryText } from "./entry-text.ts";
import type { SectionParts, Shown } from "./section-text.ts";

/** What a section's first head costs more: its line of what is counted becomes longer, and is set apart. */
const FIRST_HEAD = 16;
/** Of one weight, so many blocks are printed only to find that they do not fit: with little room left, thousands would be. */
const MAX_TRIES = 50;

/**
 * What can be shown of each entry where all sections have `room` bytes more than with everything counted.
 *
 * What weighs least is given room first: of one weight, the heads from the first to the last, then the blocks in the same order. Blocks
 * that are too large leave their room to later ones; heads do not, so that what is counted is the end of a section.
 */
export function fittingEntries(sections: readonly SectionParts[], room: number): readonly SectionParts[] {
  const shown = sections.map(({ texts }) => texts.map((): Shown => "counted"));
  let left = room;
  const take = (size: number): boolean => {
    if (size > left) return false;
    left -= size;
    return true;
  };
  const entriesOf = (weight: number) =>
    sections.flatMap(({ section, texts }, at) =>
      section.weight === weight ? texts.map((text, index) => ({ at, index, text })) : [],
    );
  const weights = new Set(sections.map(({ section }) => section.weight));
  for (const weight of [...weights].sort((a, b) => a - b)) {
    const entries = entriesOf(weight);
    const refused = entries.find(({ at, index, text }) => {
      if (!take(byteSize(text.head()) + 1 + (index === 0 ? FIRST_HEAD : 0))) return true;
      set(shown, at, index, text.hasBlocks ? "head" : "whole");
      return false;
    });
    if (refused !== undefined) break;
    let tries = MAX_TRIES;
    for (const { at, index, text } of entries) {
      if (!text.hasBlocks || text.leastBlocksSize > left || tries === 0) continue;
      if (take(blocksSize(text))) set(shown, at, index, "whole");
      else tries -= 1;
    }
  }
  return sections.map((parts, at) => ({ ...parts, shown: shown[at] ?? [] }));
}

function set(shown: readonly Shown[][], at: number, index: number, value: Shown): void {
  const section = shown[at];
  if (section !== undefined) section[index] = value;
}

function blocksSize(text: EntryText): number {
  return byteSize(text.whole()) - byteSize(text.head());
}
