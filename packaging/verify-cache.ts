import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CacheEntry, cacheEntries, removeEntry } from "./cache-entries.ts";
import { isIntactRecord } from "./cache-record.ts";
import { isIntactHostLayer } from "./host-layer-content.ts";
import { sha256 } from "./sha256.ts";

export interface DamagedEntry {
  readonly entry: CacheEntry;
  /** Whether it is gone now. */
  readonly isRemoved: boolean;
}

export interface VerifiedCache {
  readonly intact: readonly CacheEntry[];
  readonly damaged: readonly DamagedEntry[];
}

/** Checks every entry against its digest and removes those that do not match; they are built again when needed. */
export function verifyCache(folder: string): VerifiedCache {
  const entries = cacheEntries(folder).filter(({ kind }) => kind !== "partial");
  const intact = entries.filter((entry) => isIntact(folder, entry));
  const damaged = entries
    .filter((entry) => !intact.includes(entry))
    .map((entry) => ({ entry, isRemoved: removeEntry(folder, entry.name) }));
  return { intact, damaged };
}

function isIntact(folder: string, { name, kind }: CacheEntry): boolean {
  const path = join(folder, name);
  if (kind === "events") return true; // each is checked by whoever reads it
  if (kind === "layer" || kind === "python") return isIntactHostLayer(path);
  try {
    const bytes = readFileSync(path);
    const key = name.slice(0, name.indexOf("."));
    return kind === "record" ? isIntactRecord(key, bytes) : sha256(bytes) === key;
  } catch {
    return false; // a folder in its place, or not even readable
  }
}
