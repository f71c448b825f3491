import { isJsonObject } from "../states/json-value.ts";

/** An item of an array, which stands in an item of another array perhaps. */
export interface ArrayItem {
  /** The array's number in the event. */
  readonly array: number;
  readonly index: number;
  readonly within: ArrayItem | undefined;
}

/** Of which item of which array values are part: the arrays' numbers, and the items' indexes. */
export type ArrayMembership = ReadonlyMap<number, number>;

/** A string, number, boolean or null of an event. */
export interface EventLeaf {
  readonly value: unknown;
  /** The innermost item that it is part of, if any. */
  readonly item: ArrayItem | undefined;
}

/** The leaves of an event by their path. */
export type FlatEvent = ReadonlyMap<string, readonly EventLeaf[]>;

/** What is part of no array's items. */
export const OUTSIDE: ArrayMembership = new Map();

interface Part {
  readonly value: unknown;
  readonly path: string;
  readonly item: ArrayItem | undefined;
}

/**
 * The leaves of an event. A path joins names with dots and leaves arrays out: each item of an array counts as a value of
 * the field. Empty objects and arrays have no leaves, so that they count as absent.
 */
export function flattenEvent(event: unknown): FlatEvent {
  const leaves = new Map<string, EventLeaf[]>();
  let arrays = 0;
  // A list instead of recursion: no event is nested too deep.
  const parts: Part[] = [{ value: event, path: "", item: undefined }];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const { value, path, item } = part;
    if (Array.isArray(value)) {
      const number = arrays++;
      for (const [index, inner] of value.entries()) {
        const isContainer = typeof inner === "object" && inner !== null;
        parts.push({ value: inner, path, item: isContainer ? { array: number, index, within: item } : item });
      }
    } else if (isJsonObject(value)) {
      for (const [name, inner] of Object.entries(value))
        parts.push({ value: inner, path: joinPath(path, name), item });
    } else {
      const known = leaves.get(path);
      if (known === undefined) leaves.set(path, [{ value, item }]);
      else known.push({ value, item });
    }
  }
  return leaves;
}

export function joinPath(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** The membership with an item and all around it; undefined where it has another item of one of these arrays. */
export function mergeItem(
  membership: ArrayMembership,
  item: ArrayItem | undefined,
): ArrayMembership | undefined {
  if (item === undefined) return membership;
  const merged = new Map(membership);
  for (let one: ArrayItem | undefined = item; one !== undefined; one = one.within) {
    if ((membership.get(one.array) ?? one.index) !== one.index) return undefined;
    merged.set(one.array, one.index);
  }
  return merged;
}
