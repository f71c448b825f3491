import type { ManifestEntry } from "../../packaging/manifest.ts";
import type { SavedBuild } from "./build-saved.ts";
import { layerLine, sameLine } from "./dev-lines.ts";

/** What follows from a build. */
export interface RunsAfterBuild {
  /** To be printed first. */
  readonly lines: readonly string[];
  /** The functions to run, by their names; with how long their build took where they were built themselves. */
  readonly runs: ReadonlyMap<string, { readonly builtMs?: number }>;
}

/** So many functions run at most because of one layer: those that were called last. */
const MAX_USERS = 5;

/**
 * @param entries the functions and layers that are watched
 * @param ids those that were built
 * @param calledAt when a function was called last; undefined where it has no event
 */
export function runsAfterBuild(
  entries: readonly ManifestEntry[],
  ids: readonly string[],
  { changed, failed, tookMs }: SavedBuild,
  calledAt: (name: string) => number | undefined,
): RunsAfterBuild {
  const lines: string[] = [];
  const runs = new Map<string, { readonly builtMs?: number }>();
  for (const { address, id, kind } of entries.filter((entry) => ids.includes(entry.id))) {
    if (failed.includes(id)) continue;
    const isChanged = changed.includes(id);
    if (!isChanged) lines.push(sameLine(kind === "function" ? address : `${address} (layer)`, tookMs));
    else if (kind === "function") runs.set(address, { builtMs: tookMs });
    else {
      const users = usersOf(entries, id, calledAt);
      lines.push(layerLine(address, tookMs, users.slice(0, MAX_USERS), users.slice(MAX_USERS).length));
      for (const name of users.slice(0, MAX_USERS)) if (!runs.has(name)) runs.set(name, {});
    }
  }
  return { lines, runs };
}

/** The functions with an event that use a layer; the one that was called last comes first. */
function usersOf(
  entries: readonly ManifestEntry[],
  layer: string,
  calledAt: (name: string) => number | undefined,
): readonly string[] {
  return entries
    .filter(({ kind, layers }) => kind === "function" && layers.includes(layer))
    .map(({ address }) => ({ name: address, at: calledAt(address) ?? 0 }))
    .filter(({ at }) => at > 0)
    .sort((a, b) => b.at - a.at)
    .map(({ name }) => name);
}
