import { currentObject } from "../bucket.ts";
import { deleteVersion } from "../delete-version.ts";
import { checkWriteConditions } from "../preconditions.ts";
import type { S3Reply } from "../s3-reply.ts";
import type { S3Request } from "../s3-request.ts";
import { bucketNamed, type StoreState } from "../store-state.ts";

/** Follows "DeleteObject" of the S3 API reference. What is not there counts as deleted. */
export async function deleteObject(state: StoreState, request: S3Request): Promise<S3Reply> {
  const bucket = bucketNamed(state, request.bucket);
  checkWriteConditions(request, currentObject(bucket, request.key));
  const deleted = await deleteVersion(bucket, request.key, request.query.get("versionId") ?? undefined);
  const headers: Record<string, string> = {};
  if (deleted.versionId !== undefined) headers["x-amz-version-id"] = deleted.versionId;
  if (deleted.isMarker) headers["x-amz-delete-marker"] = "true";
  return { status: 204, headers };
}
