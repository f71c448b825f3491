import { createHash } from "node:crypto";
import { type AttributeValue, compareValues, type Item } from "./attribute-value.ts";
import type { KeySchema } from "./table-definition.ts";

/** An item and where it comes in a reading. */
export interface PlacedItem {
  readonly item: Item;
  readonly place: readonly Place[];
}

interface Place {
  readonly partition: string;
  readonly sortKey: AttributeValue | undefined;
}

/**
 * Where an item comes in a table, or in an index and then in its table: by a hash of the partition key, as DynamoDB
 * spreads its partitions, then by the sort key.
 */
export function placeItem(item: Item, keys: readonly KeySchema[]): PlacedItem {
  const place = keys.map(({ hash, range }) => ({
    partition: createHash("md5").update(JSON.stringify(item[hash.name])).digest("hex"),
    sortKey: range && item[range.name],
  }));
  return { item, place };
}

export function compareItems(left: PlacedItem, right: PlacedItem): number {
  for (const [at, place] of left.place.entries()) {
    const order = comparePlaces(place, right.place[at] ?? place);
    if (order !== 0) return order;
  }
  return 0;
}

function comparePlaces(left: Place, right: Place): number {
  if (left.partition !== right.partition) return left.partition < right.partition ? -1 : 1;
  if (left.sortKey === undefined || right.sortKey === undefined) return 0;
  return compareValues(left.sortKey, right.sortKey) ?? 0;
}

const SEGMENT_DIGITS = 8;

/** The segment of a parallel scan that an item is in. */
export function segmentOf({ place: [first] }: PlacedItem, totalSegments: number): number {
  return Number.parseInt(first?.partition.slice(0, SEGMENT_DIGITS) ?? "0", 16) % totalSegments;
}
