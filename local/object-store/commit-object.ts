import { type Bucket, currentObject, type ObjectVersion } from "./bucket.ts";
import type { ObjectCreated } from "./object-created.ts";
import { removeObjectFile } from "./object-file.ts";
import { checkWriteConditions } from "./preconditions.ts";
import type { S3Request } from "./s3-request.ts";
import type { StoreState } from "./store-state.ts";

/** An object whose bytes are stored and that no one sees yet. */
export type NewObject = Omit<ObjectVersion, "kind" | "versionId" | "lastModified">;

/**
 * Makes stored bytes the newest version of their key, if the request's conditions hold at this moment, and announces it.
 * Where they do not hold, the bytes are removed.
 *
 * @throws S3Error PreconditionFailed, NoSuchKey
 */
export async function commitObject(
  state: StoreState,
  bucket: Bucket,
  request: S3Request,
  object: NewObject,
  reason: ObjectCreated["reason"],
): Promise<ObjectVersion> {
  try {
    checkWriteConditions(request, currentObject(bucket, object.key));
  } catch (error) {
    await removeObjectFile(object.path);
    throw error;
  }
  const version: ObjectVersion = {
    ...object,
    kind: "object",
    versionId: bucket.newVersionId(),
    lastModified: new Date(),
  };
  const replaced = bucket.add(version);
  state.announce(bucket, version, reason);
  for (const earlier of replaced) if (earlier.kind === "object") await removeObjectFile(earlier.path);
  return version;
}
