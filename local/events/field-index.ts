import type { IndexKey } from "./index-key.ts";

/** What is kept under keys of one field's values. */
export interface FieldIndex<Item> {
  add(key: IndexKey, item: Item): void;
  /** Calls `found` with all that is kept under a key that the value has, perhaps more than once. */
  find(value: unknown, found: (item: Item) => void): void;
}

export function createFieldIndex<Item>(): FieldIndex<Item> {
  const present: Item[] = [];
  const values = new Map<unknown, Item[]>();
  const folded = new Map<string, Item[]>();
  const prefixes = new Map<number, Map<string, Item[]>>();
  const suffixes = new Map<number, Map<string, Item[]>>();

  const addText = (byLength: Map<number, Map<string, Item[]>>, text: string, item: Item) => {
    const ofLength = byLength.get(text.length) ?? new Map<string, Item[]>();
    byLength.set(text.length, ofLength);
    addTo(ofLength, text, item);
  };

  return {
    add(key, item) {
      if (key.kind === "present") present.push(item);
      else if (key.kind === "value") addTo(values, key.value, item);
      else if (key.kind === "folded") addTo(folded, key.text, item);
      else addText(key.kind === "prefix" ? prefixes : suffixes, key.text, item);
    },
    find(value, found) {
      for (const item of present) found(item);
      for (const item of values.get(value) ?? []) found(item);
      if (typeof value !== "string") return;
      if (folded.size > 0) for (const item of folded.get(value.toLowerCase()) ?? []) found(item);
      for (const [length, texts] of prefixes) {
        if (length <= value.length) for (const item of texts.get(value.slice(0, length)) ?? []) found(item);
      }
      for (const [length, texts] of suffixes) {
        if (length <= value.length) for (const item of texts.get(value.slice(-length)) ?? []) found(item);
      }
    },
  };
}

function addTo<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [item]);
  else known.push(item);
}
