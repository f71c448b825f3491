import { type Item, valuesEqual } from "./attribute-value.ts";

/** What a write made of one item. */
export interface ItemChange {
  readonly key: Item;
  /** Undefined where there was none. */
  readonly before: Item | undefined;
  /** Undefined where none is left. */
  readonly after: Item | undefined;
  /** Whether no request made it, but the item's time has passed. Default: false. */
  readonly isExpiry?: boolean;
}

/** Whether there is another item than before, or none: a write may put what is there already. */
export function isChange({ before, after }: ItemChange): boolean {
  if (before === undefined || after === undefined) return before !== after;
  return !valuesEqual({ M: before }, { M: after });
}
