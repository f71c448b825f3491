import { type Dirent, lstatSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Something that Terraloom keeps in its cache. */
export interface CacheEntry {
  readonly name: string;
  readonly kind: "zip" | "code" | "map" | "record" | "origins" | "layer" | "python" | "events" | "partial";
  readonly sizeBytes: number;
  /** When it was last used or written, in milliseconds since 1970. */
  readonly usedAt: number;
}

export interface PruneOptions {
  readonly maxBytes: number;
  /** Names that stay in any case. Default: none. */
  readonly kept?: ReadonlySet<string>;
  readonly now?: number;
}

export interface Pruned {
  readonly removed: readonly CacheEntry[];
  readonly left: readonly CacheEntry[];
}

/** What other processes use now was touched less than this long ago. */
const GRACE_MS = 10 * 60 * 1000;
/** What a build that was killed has left half-written. */
const ABANDONED_MS = 60 * 60 * 1000;

/** Everything of Terraloom in a cache folder, sorted by name; files of others in it do not count. */
export function cacheEntries(folder: string): readonly CacheEntry[] {
  const found = namesIn(folder).map((entry) => cacheEntry(folder, entry.name));
  return found.filter((entry) => entry !== undefined).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Removes what was not used for the longest time until the rest fits, and what killed builds left. */
export function pruneCache(folder: string, options: PruneOptions): Pruned {
  const { maxBytes, kept = new Set(), now = Date.now() } = options;
  // Origins are small, and tell of builds whose zips are gone: they go after all others.
  const isLast = ({ kind }: CacheEntry): number => (kind === "origins" ? 1 : 0);
  const entries = [...cacheEntries(folder)].sort((a, b) => isLast(a) - isLast(b) || a.usedAt - b.usedAt);
  let sizeBytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  const removed = entries.filter((entry) => {
    const isAbandoned = entry.kind === "partial" && now - entry.usedAt > ABANDONED_MS;
    const isFree = entry.kind !== "partial" && !kept.has(entry.name) && now - entry.usedAt > GRACE_MS;
    const isRemoved = (isAbandoned || (isFree && sizeBytes > maxBytes)) && removeEntry(folder, entry.name);
    if (isRemoved) sizeBytes -= entry.sizeBytes;
    return isRemoved;
  });
  return { removed, left: entries.filter((entry) => !removed.includes(entry)) };
}

/** Removes everything of Terraloom, also what is in use. */
export function clearCache(folder: string): Pruned {
  const entries = cacheEntries(folder);
  const removed = entries.filter(({ name }) => removeEntry(folder, name));
  return { removed, left: entries.filter((entry) => !removed.includes(entry)) };
}

/** Whether it could be removed; what another process removes first is gone as well. */
export function removeEntry(folder: string, name: string): boolean {
  try {
    rmSync(join(folder, name), { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}

const KINDS: readonly (readonly [RegExp, CacheEntry["kind"]])[] = [
  [/^[0-9a-f]{64}\.zip$/, "zip"],
  [/^[0-9a-f]{64}\.code$/, "code"],
  [/^[0-9a-f]{64}\.map$/, "map"],
  [/^[0-9a-f]{64}\.record$/, "record"],
  [/^[0-9a-f]{64}\.origins$/, "origins"],
  [/^layer-[0-9a-f]{64}$/, "layer"],
  [/^python-[0-9a-f]{64}$/, "python"],
  [/^events$/, "events"], // what functions were called with last, as a whole
  [/^[0-9a-f]{64}[^/]*\.[0-9a-f-]{36}\.partial$/, "partial"],
];

function cacheEntry(folder: string, name: string): CacheEntry | undefined {
  const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1];
  const found = kind && statsOf(join(folder, name));
  if (kind === undefined || found === undefined) return undefined;
  const sizeBytes = found.isDirectory() ? sizeBelow(join(folder, name)) : found.size;
  return { name, kind, sizeBytes, usedAt: found.mtimeMs };
}

function sizeBelow(folder: string): number {
  const files = namesIn(folder, true).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + (statsOf(join(parentPath, name))?.size ?? 0), 0);
}

function namesIn(folder: string, recursive: boolean = false): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive });
  } catch {
    return []; // there is no cache yet, or it is not one that can be read
  }
}

function statsOf(path: string) {
  try {
    return lstatSync(path);
  } catch {
    return undefined; // another process has removed it meanwhile
  }
}
