import type { Block, Entry, Page } from "../../../review/page/document.ts";

/** A page of one section with one entry, `Entry`, that has the blocks. */
export function pageOf(...blocks: readonly Block[]): Page {
  return pageOfEntries([{ head: ["Entry"], blocks }]);
}

export function pageOfEntries(entries: readonly Entry[]): Page {
  return {
    title: "Page",
    notes: [],
    sections: [{ title: "Section", entries, noun: ["thing", "things"], folded: false, weight: 0 }],
  };
}
