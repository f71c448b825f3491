import { isJsonObject, type Json, type JsonObject } from "../plan/json.ts";
import { isSealed } from "./same-json.ts";

/** Rules, retriers or catchers of both sides that belong together, by their places. */
export interface RowMatches {
  /** In the order of after. */
  readonly pairs: readonly (readonly [before: number, after: number])[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
  /** Whether those that are left come in another order. */
  readonly reordered: boolean;
}

/** Undefined for what is no list of objects. */
export function rowsOf(value: Json | undefined): readonly JsonObject[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return undefined;
  return value.every((row: Json) => isJsonObject(row) && !isSealed(row)) ? value : undefined;
}

/** Rows match by any key that they share: by the first way of finding keys, and those left by the next one. */
export function matchRows(
  before: readonly JsonObject[],
  after: readonly JsonObject[],
  ways: readonly ((row: JsonObject) => readonly string[])[],
): RowMatches {
  const old = new Set(before.keys());
  const found = new Map<number, number>();
  for (const keysOf of ways) {
    const places = new Map<string, number[]>();
    for (const place of [...old].reverse()) {
      for (const key of keysOf(before[place] ?? {})) pushTo(places, key, place);
    }
    after.forEach((row, place) => {
      const partner = found.has(place) ? undefined : firstFree(places, keysOf(row), old);
      if (partner === undefined) return;
      old.delete(partner);
      found.set(place, partner);
    });
  }
  const pairs = [...after.keys()].flatMap((place): [number, number][] => {
    const partner = found.get(place);
    return partner === undefined ? [] : [[partner, place]];
  });
  const added = [...after.keys()].filter((place) => !found.has(place));
  const reordered = pairs.some(([place], index) => index > 0 && place < (pairs[index - 1]?.[0] ?? 0));
  return { pairs, removed: [...old], added, reordered };
}

function pushTo(places: Map<string, number[]>, key: string, place: number): void {
  const list = places.get(key);
  if (list === undefined) places.set(key, [place]);
  else list.push(place);
}

/** Lists hold the first place last. */
function firstFree(
  places: ReadonlyMap<string, number[]>,
  keys: readonly string[],
  free: ReadonlySet<number>,
): number | undefined {
  for (const key of keys) {
    const list = places.get(key);
    for (let place = list?.pop(); place !== undefined; place = list?.pop()) if (free.has(place)) return place;
  }
  return undefined;
}
