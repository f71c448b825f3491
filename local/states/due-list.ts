/** What is due some time: the earliest first, and of those that are due in the same moment the one that came first. */
export interface DueList<T> {
  readonly items: readonly T[];
  add(item: T): void;
  /** Does nothing where it is not there. */
  remove(item: T): void;
}

export function createDueList<T extends { readonly dueMs: number }>(): DueList<T> {
  const items: T[] = [];
  return {
    items,
    add(item) {
      items.splice(
        firstPlace(items, ({ dueMs }) => dueMs > item.dueMs),
        0,
        item,
      );
    },
    remove(item) {
      const from = firstPlace(items, ({ dueMs }) => dueMs >= item.dueMs);
      const place = items.indexOf(item, from);
      if (place >= 0) items.splice(place, 1);
    },
  };
}

/** The place of the first item that passes, where all behind it do as well; the length where none does. */
function firstPlace<T>(items: readonly T[], passes: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle] as T;
    if (passes(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
