import { commitObject } from "../commit-object.ts";
import { writeObjectFile } from "../object-file.ts";
import { objectHeaders, writtenHeaders } from "../object-headers.ts";
import { receiveBody } from "../receive-body.ts";
import type { S3Reply } from "../s3-reply.ts";
import type { S3Request } from "../s3-request.ts";
import { bucketNamed, type StoreState } from "../store-state.ts";

/** Follows "PutObject" of the S3 API reference. Tags and access control lists are accepted and not kept. */
export async function putObject(state: StoreState, request: S3Request): Promise<S3Reply> {
  const bucket = bucketNamed(state, request.bucket);
  const body = receiveBody(request);
  const path = await writeObjectFile(state.directory, body.bytes);
  const { sizeBytes, md5, checksums } = body.summary();
  const version = await commitObject(
    state,
    bucket,
    request,
    {
      key: request.key,
      path,
      sizeBytes,
      etag: md5,
      headers: objectHeaders(request),
      checksums,
      checksumType: "FULL_OBJECT",
      partSizesBytes: [],
    },
    "PutObject",
  );
  return { status: 200, headers: writtenHeaders(bucket, version) };
}
