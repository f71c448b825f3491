import { randomUUID } from "node:crypto";
import type { ChecksumType } from "../bucket.ts";
import type { ChecksumAlgorithm } from "../checksum.ts";
import type { MultipartUpload } from "../multipart-upload.ts";
import { objectHeaders } from "../object-headers.ts";
import { knownAlgorithm } from "../receive-body.ts";
import { S3Error } from "../s3-error.ts";
import type { S3Reply } from "../s3-reply.ts";
import { headerOf, type S3Request } from "../s3-request.ts";
import { bucketNamed, type StoreState } from "../store-state.ts";
import { xmlDocument, xmlText } from "../xml-document.ts";

/** Follows "CreateMultipartUpload" of the S3 API reference. */
export async function createMultipartUpload(state: StoreState, request: S3Request): Promise<S3Reply> {
  const bucket = bucketNamed(state, request.bucket);
  const asked = headerOf(request, "x-amz-checksum-algorithm");
  const algorithm = asked === undefined ? undefined : knownAlgorithm(asked);
  const upload: MultipartUpload = {
    uploadId: randomUUID().replaceAll("-", ""),
    bucket: bucket.name,
    key: request.key,
    headers: objectHeaders(request),
    algorithm,
    checksumType: checksumTypeOf(request, algorithm),
    parts: new Map(),
  };
  state.uploads.set(upload.uploadId, upload);
  const headers = {
    "x-amz-checksum-algorithm": algorithm ?? "",
    "x-amz-checksum-type": upload.checksumType,
  };
  const body = xmlDocument("InitiateMultipartUploadResult", [
    xmlText("Bucket", bucket.name),
    xmlText("Key", upload.key),
    xmlText("UploadId", upload.uploadId),
  ]);
  return { status: 200, headers: algorithm === undefined ? {} : headers, body };
}

/** CRC64NVME exists for whole objects only, hashes for parts only; the other CRCs for both. */
function checksumTypeOf(request: S3Request, algorithm: ChecksumAlgorithm | undefined): ChecksumType {
  const type = headerOf(request, "x-amz-checksum-type")?.toUpperCase();
  const usual = algorithm === undefined || algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE";
  if (type === undefined || type === usual) return usual;
  if (type === "FULL_OBJECT" && (algorithm === "CRC32" || algorithm === "CRC32C")) return type;
  throw new S3Error("InvalidRequest", `There is no ${type} checksum of ${algorithm ?? "no algorithm"}.`);
}
