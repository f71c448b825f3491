import type { Item } from "./attribute-value.ts";
import { keysOf } from "./item-key.ts";
import { compareItems, type PlacedItem, placeItem } from "./item-order.ts";
import { itemSizeBytes } from "./item-size.ts";
import type { KeySchema } from "./table-definition.ts";

/** "Paginating table query results": 1 MB is read at once, before any filter. */
const MAX_PAGE_BYTES = 1024 ** 2;

export interface PageRequest {
  /** What is read, in any order. */
  readonly items: readonly Item[];
  /** The key of the table, after that of the index that is read. */
  readonly keys: readonly KeySchema[];
  readonly isBackward: boolean;
  readonly limit: number | undefined;
  /** Reading goes on after this one. */
  readonly startKey: Item | undefined;
  readonly takes: (item: PlacedItem) => boolean;
  readonly fulfilsFilter: (item: Item) => boolean;
}

export interface Page {
  readonly items: readonly Item[];
  readonly scannedCount: number;
  /** Where the next page begins; undefined where all was read. */
  readonly lastKey: Item | undefined;
}

export function readPage(request: PageRequest): Page {
  const { keys, isBackward, limit = Number.POSITIVE_INFINITY, startKey, takes, fulfilsFilter } = request;
  const direction = isBackward ? -1 : 1;
  const start = startKey && placeItem(startKey, keys);
  const left = request.items
    .map((item) => placeItem(item, keys))
    .filter(takes)
    .filter((placed) => start === undefined || direction * compareItems(placed, start) > 0)
    .sort((a, b) => direction * compareItems(a, b));
  const scanned = firstOf(left, limit);
  const last = scanned.at(-1)?.item;
  // A reading that stops at its limit cannot know that nothing follows.
  const isStopped = scanned.length < left.length || scanned.length === limit;
  return {
    items: scanned.map(({ item }) => item).filter(fulfilsFilter),
    scannedCount: scanned.length,
    lastKey: isStopped && last !== undefined ? keysOf(last, ...keys) : undefined,
  };
}

/** As many as a page holds. */
function firstOf(placed: readonly PlacedItem[], limit: number): readonly PlacedItem[] {
  let bytes = 0;
  const end = placed.findIndex(({ item }, at) => {
    const isFull = at >= limit || bytes >= MAX_PAGE_BYTES;
    bytes += itemSizeBytes(item);
    return isFull;
  });
  return end === -1 ? placed : placed.slice(0, end);
}
