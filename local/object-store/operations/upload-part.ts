import { type ChecksumAlgorithm, checksumHeader } from "../checksum.ts";
import { requestedUpload, type UploadedPart } from "../multipart-upload.ts";
import { removeObjectFile, writeObjectFile } from "../object-file.ts";
import { receiveBody } from "../receive-body.ts";
import { S3Error } from "../s3-error.ts";
import type { S3Reply } from "../s3-reply.ts";
import type { S3Request } from "../s3-request.ts";
import type { StoreState } from "../store-state.ts";

const PARTS_LIMIT = 10_000;

/** Follows "UploadPart" of the S3 API reference. */
export async function uploadPart(state: StoreState, request: S3Request): Promise<S3Reply> {
  const partNumber = Number(request.query.get("partNumber"));
  if (!Number.isInteger(partNumber) || partNumber < 1 || partNumber > PARTS_LIMIT) {
    throw new S3Error("InvalidArgument", `A part number is a whole number from 1 to ${PARTS_LIMIT}.`);
  }
  const upload = requestedUpload(state, request);
  const body = receiveBody(request, upload.algorithm);
  const path = await writeObjectFile(state.directory, body.bytes);
  const { sizeBytes, md5, checksums } = body.summary();
  const part: UploadedPart = { partNumber, path, sizeBytes, etag: md5, checksums, lastModified: new Date() };
  if (state.uploads.get(upload.uploadId) !== upload) {
    await removeObjectFile(path);
    throw new S3Error("NoSuchUpload", "The upload was completed or aborted while the part was on its way.");
  }
  const replaced = upload.parts.get(partNumber);
  upload.parts.set(partNumber, part);
  if (replaced !== undefined) await removeObjectFile(replaced.path);
  const checksumHeaders = Object.entries(checksums).map(([algorithm, value]) => [
    checksumHeader(algorithm as ChecksumAlgorithm),
    value,
  ]);
  return { status: 200, headers: { etag: `"${md5}"`, ...Object.fromEntries(checksumHeaders) } };
}
