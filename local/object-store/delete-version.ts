import type { Bucket, Version } from "./bucket.ts";
import { removeObjectFile } from "./object-file.ts";

/** What a delete did. */
export interface DeletedVersion {
  /** The version that was deleted, or the delete marker that was made. */
  readonly versionId: string | undefined;
  /** A delete marker was made or taken away. */
  readonly isMarker: boolean;
}

/**
 * Deletes one version for good, or, where none is named, the object: in a versioned bucket by a delete marker.
 * Follows "Deleting object versions from a versioning-enabled bucket".
 */
export async function deleteVersion(
  bucket: Bucket,
  key: string,
  versionId: string | undefined,
): Promise<DeletedVersion> {
  if (versionId === undefined && bucket.versioned) {
    const marker: Version = {
      kind: "delete-marker",
      key,
      versionId: bucket.newVersionId(),
      lastModified: new Date(),
    };
    bucket.add(marker);
    return { versionId: marker.versionId, isMarker: true };
  }
  const removed = bucket.remove(key, versionId ?? "null");
  if (removed?.kind === "object") await removeObjectFile(removed.path);
  return { versionId, isMarker: removed?.kind === "delete-marker" };
}
