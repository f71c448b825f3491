import { copyFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { currentObject } from "./bucket.ts";
import { removeObjectFile } from "./object-file.ts";
import type { StoreState } from "./store-state.ts";
import type { StoredObject } from "./stored-object.ts";

/** The objects that plain reads see, of all buckets. */
export function presentObjects(state: StoreState): readonly StoredObject[] {
  return [...state.buckets.values()].flatMap((bucket) =>
    bucket.keys().flatMap((key) => {
      const current = currentObject(bucket, key);
      return current === undefined ? [] : [{ ...current, bucket: bucket.name }];
    }),
  );
}

/**
 * Replaces everything in all buckets by copies of `objects`, with their versions, dates and ETags, and announces nothing.
 * Those of buckets that are not there are left out.
 */
export async function replaceObjects(state: StoreState, objects: readonly StoredObject[]): Promise<void> {
  for (const bucket of state.buckets.values()) {
    for (const version of bucket.keys().flatMap((key) => bucket.versions(key))) {
      bucket.remove(version.key, version.versionId);
      if (version.kind === "object") await removeObjectFile(version.path);
    }
  }
  const oldestFirst = [...objects].sort((a, b) => a.lastModified.getTime() - b.lastModified.getTime());
  for (const { bucket: name, ...version } of oldestFirst) {
    const path = join(state.directory, basename(version.path));
    const bucket = state.buckets.get(name);
    if (bucket === undefined) continue;
    await copyFile(version.path, path);
    bucket.add({ ...version, path });
  }
}
