import { type Bucket, currentObject, type ObjectVersion } from "./bucket.ts";
import { S3Error } from "./s3-error.ts";

/**
 * The version that a read means: the newest where it names none.
 *
 * @throws S3Error NoSuchKey, NoSuchVersion; MethodNotAllowed for a delete marker asked for by its id
 */
export function findObject(bucket: Bucket, key: string, versionId: string | undefined): ObjectVersion {
  return versionId === undefined ? findCurrent(bucket, key) : findVersion(bucket, key, versionId);
}

function findCurrent(bucket: Bucket, key: string): ObjectVersion {
  const current = currentObject(bucket, key);
  if (current !== undefined) return current;
  const marker = bucket.versions(key)[0];
  const headers = marker === undefined ? {} : markerHeaders(marker.versionId);
  throw new S3Error("NoSuchKey", `There is no object "${key}".`, headers);
}

function findVersion(bucket: Bucket, key: string, versionId: string): ObjectVersion {
  const version = bucket.versions(key).find((candidate) => candidate.versionId === versionId);
  if (version === undefined) {
    throw new S3Error("NoSuchVersion", `The object "${key}" has no version "${versionId}".`);
  }
  if (version.kind === "object") return version;
  const headers = { ...markerHeaders(versionId), allow: "DELETE" };
  throw new S3Error("MethodNotAllowed", "A delete marker has no content.", headers);
}

function markerHeaders(versionId: string): Readonly<Record<string, string>> {
  return { "x-amz-delete-marker": "true", "x-amz-version-id": versionId };
}
