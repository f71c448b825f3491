import type { Lookup } from "./import-lookup.ts";

const KINDS = ["files", "folders", "links", "absent", "absentAbove"] as const satisfies (keyof Lookup)[];

/** What several files have looked at together, each kind sorted. */
export type MergedLookup = { readonly [Kind in keyof Lookup]: readonly string[] };

export interface NumberedLookups {
  /** What the files at these paths have looked at. */
  merged(paths: readonly string[]): MergedLookup;
}

interface Place {
  readonly kind: keyof Lookup;
  readonly path: string;
}

/**
 * Hundreds of bundles share thousands of files, and each of these has looked at a handful of places. So the places are sorted
 * and numbered once, and a bundle only gathers the numbers of its files.
 */
export function numberedLookups(byPath: ReadonlyMap<string, Lookup>): NumberedLookups {
  const places: Place[] = [];
  const numbers = new Map<string, number[]>(Array.from(byPath.keys(), (path) => [path, []]));
  for (const kind of KINDS) {
    const numberOf = new Map<string, number>();
    for (const path of sortedPlaces(byPath.values(), kind)) {
      numberOf.set(path, places.length);
      places.push({ kind, path });
    }
    for (const [path, lookup] of byPath) {
      for (const place of lookup[kind]) numbers.get(path)?.push(numberOf.get(place) as number);
    }
  }
  return {
    merged(paths) {
      const merged = {
        files: [],
        folders: [],
        links: [],
        absent: [],
        absentAbove: [],
      } satisfies MergedLookup;
      const byKind: Record<keyof Lookup, string[]> = merged;
      for (const number of distinctInOrder(
        paths.map((path) => numbers.get(path) ?? []),
        places.length,
      )) {
        const { kind, path } = places[number] as Place;
        byKind[kind].push(path);
      }
      return merged;
    },
  };
}

function sortedPlaces(lookups: Iterable<Lookup>, kind: keyof Lookup): readonly string[] {
  const places = new Set<string>();
  for (const lookup of lookups) for (const place of lookup[kind]) places.add(place);
  return [...places].sort();
}

function distinctInOrder(lists: readonly (readonly number[])[], count: number): Int32Array {
  const isThere = new Uint8Array(count);
  const distinct: number[] = [];
  for (const list of lists) {
    for (const number of list) {
      if (isThere[number] === 0) distinct.push(number);
      isThere[number] = 1;
    }
  }
  return Int32Array.from(distinct).sort();
}
