import type { AttributeValue, Item } from "./attribute-value.ts";
import type { ItemChange } from "./item-change.ts";
import type { TableDefinition } from "./table-definition.ts";

/** A table and its items, in memory. */
export interface Table {
  readonly definition: TableDefinition;
  /** The item with this key; other attributes of `key` do not matter. */
  get(key: Item): Item | undefined;
  /** Puts an item in the place of the one with its key. */
  put(item: Item): void;
  delete(key: Item): void;
  /** All items, or those with this value of the partition key; in no order. */
  items(partition?: AttributeValue): readonly Item[];
  readonly count: number;
  /** To be told of what requests change. */
  onChange(change: ItemChange): void;
}

export function createTable(definition: TableDefinition, onChange: Table["onChange"] = () => {}): Table {
  const { hash, range } = definition.key;
  const partitions = new Map<string, Map<string, Item>>();
  const textOf = (item: Item, name: string | undefined) => JSON.stringify(name && item[name]) ?? "";
  const partitionOf = (item: Item) => partitions.get(textOf(item, hash.name));
  return {
    definition,
    onChange,
    get: (key) => partitionOf(key)?.get(textOf(key, range?.name)),
    put(item) {
      const partition = partitionOf(item) ?? new Map<string, Item>();
      partition.set(textOf(item, range?.name), item);
      partitions.set(textOf(item, hash.name), partition);
    },
    delete(key) {
      const partition = partitionOf(key);
      partition?.delete(textOf(key, range?.name));
      if (partition?.size === 0) partitions.delete(textOf(key, hash.name));
    },
    items(partition) {
      if (partition === undefined) return [...partitions.values()].flatMap((items) => [...items.values()]);
      return [...(partitions.get(JSON.stringify(partition))?.values() ?? [])];
    },
    get count() {
      return [...partitions.values()].reduce((count, items) => count + items.size, 0);
    },
  };
}
