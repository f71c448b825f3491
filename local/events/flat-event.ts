import { isJsonObject } from "../states/json-value.ts";

/** Of which item of which array a value is part: the array's number in the event, and the item's index. */
export type ArrayMembership = ReadonlyMap<number, number>;

/** A string, number, boolean or null of an event. */
export interface EventLeaf {
  readonly value: unknown;
  readonly membership: ArrayMembership;
}

/** The leaves of an event by their path. */
export type FlatEvent = ReadonlyMap<string, readonly EventLeaf[]>;

/**
 * The leaves of an event. A path joins names with dots and leaves arrays out: each item of an array counts as a value of
 * the field. Empty objects and arrays have no leaves, so that they count as absent.
 */
export function flattenEvent(event: unknown): FlatEvent {
  const leaves = new Map<string, EventLeaf[]>();
  let arrays = 0;
  const visit = (value: unknown, path: string, membership: ArrayMembership): void => {
    if (Array.isArray(value)) {
      const number = arrays++;
      for (const [index, item] of value.entries()) {
        const isContainer = typeof item === "object" && item !== null;
        visit(item, path, isContainer ? new Map([...membership, [number, index]]) : membership);
      }
    } else if (isJsonObject(value)) {
      for (const [name, inner] of Object.entries(value)) visit(inner, joinPath(path, name), membership);
    } else {
      const known = leaves.get(path);
      if (known === undefined) leaves.set(path, [{ value, membership }]);
      else known.push({ value, membership });
    }
  };
  visit(event, "", new Map());
  return leaves;
}

export function joinPath(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** Both memberships as one; undefined where they are of different items of one array. */
export function mergeMemberships(left: ArrayMembership, right: ArrayMembership): ArrayMembership | undefined {
  for (const [array, index] of right) {
    if ((left.get(array) ?? index) !== index) return undefined;
  }
  return new Map([...left, ...right]);
}
