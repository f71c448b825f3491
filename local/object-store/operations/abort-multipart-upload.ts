import { removeParts, requestedUpload } from "../multipart-upload.ts";
import type { S3Reply } from "../s3-reply.ts";
import type { S3Request } from "../s3-request.ts";
import type { StoreState } from "../store-state.ts";

/** Follows "AbortMultipartUpload" of the S3 API reference. */
export async function abortMultipartUpload(state: StoreState, request: S3Request): Promise<S3Reply> {
  const upload = requestedUpload(state, request);
  state.uploads.delete(upload.uploadId);
  await removeParts(upload);
  return { status: 204, headers: {} };
}
