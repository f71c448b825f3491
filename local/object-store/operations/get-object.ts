import type { Bucket, ObjectVersion } from "../bucket.ts";
import { findObject } from "../find-object.ts";
import { type ByteRange, readObjectFile } from "../object-file.ts";
import { checksumHeaders, versionIdHeader } from "../object-headers.ts";
import { checkReadConditions } from "../preconditions.ts";
import { readRange } from "../read-range.ts";
import type { S3Reply } from "../s3-reply.ts";
import { headerOf, type S3Request } from "../s3-request.ts";
import { bucketNamed, type StoreState } from "../store-state.ts";

/** Headers that a reader may replace for one answer, as in a presigned link. */
const OVERRIDES = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
];

/** GetObject and HeadObject. Follows both in the S3 API reference. */
export async function getObject(state: StoreState, request: S3Request): Promise<S3Reply> {
  const bucket = bucketNamed(state, request.bucket);
  const version = findObject(bucket, request.key, request.query.get("versionId") ?? undefined);
  checkReadConditions(request, version);
  state.noteRead(bucket, version);
  const range = readRange(request, version);
  const reply = {
    status: range === undefined ? 200 : 206,
    headers: readHeaders(request, bucket, version, range),
  };
  if (request.method === "HEAD") return reply;
  return { ...reply, body: readObjectFile(version.path, range ?? { start: 0, end: version.sizeBytes - 1 }) };
}

function readHeaders(
  request: S3Request,
  bucket: Bucket,
  version: ObjectVersion,
  range: ByteRange | undefined,
): Readonly<Record<string, string>> {
  const { sizeBytes } = version;
  const headers: Record<string, string> = {
    "content-type": "binary/octet-stream",
    ...version.headers,
    "accept-ranges": "bytes",
    "content-length": String(range === undefined ? sizeBytes : range.end - range.start + 1),
    etag: `"${version.etag}"`,
    "last-modified": version.lastModified.toUTCString(),
    ...versionIdHeader(bucket, version.versionId),
  };
  if (range !== undefined) headers["content-range"] = `bytes ${range.start}-${range.end}/${sizeBytes}`;
  // The checksum is the whole object's: a client would hold it against the range.
  else if (headerOf(request, "x-amz-checksum-mode") === "ENABLED") {
    Object.assign(headers, checksumHeaders(version));
  }
  if (request.query.has("partNumber") && version.partSizesBytes.length > 0) {
    headers["x-amz-mp-parts-count"] = String(version.partSizesBytes.length);
  }
  for (const name of OVERRIDES) {
    const override = request.query.get(`response-${name}`);
    if (override !== null) headers[name] = override;
  }
  return headers;
}
