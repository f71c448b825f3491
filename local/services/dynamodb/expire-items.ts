import type { Item } from "./attribute-value.ts";
import { keysOf } from "./item-key.ts";
import type { Table } from "./table.ts";

/** What is longer past stays: it may be a mistake ("Using time to live (TTL) in DynamoDB"). */
const OLDEST_SECONDS = 5 * 365 * 86_400;

/** Deletes the items whose time has passed, the oldest first. @returns how many */
export function expireItems(table: Table, nowMs: number): number {
  const { expiryAttribute, key: schema } = table.definition;
  if (expiryAttribute === undefined) return 0;
  const nowSeconds = nowMs / 1000;
  const expired = table
    .items()
    .map((item) => ({ item, seconds: expirySeconds(item, expiryAttribute) }))
    .filter(({ seconds }) => seconds < nowSeconds && seconds > nowSeconds - OLDEST_SECONDS)
    .sort((a, b) => a.seconds - b.seconds);
  for (const { item } of expired) {
    const key = keysOf(item, schema);
    table.delete(key);
    table.onChange({ key, before: item, after: undefined, isExpiry: true });
  }
  return expired.length;
}

/** In seconds since 1970; NaN where the attribute is missing or no number: such an item stays. */
function expirySeconds(item: Item, attribute: string): number {
  const value = Object.hasOwn(item, attribute) ? item[attribute] : undefined;
  return value !== undefined && "N" in value ? Number(value.N) : Number.NaN;
}
