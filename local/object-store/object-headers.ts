import type { Bucket, ObjectVersion } from "./bucket.ts";
import { type ChecksumAlgorithm, checksumHeader } from "./checksum.ts";
import { headerOf, type S3Request } from "./s3-request.ts";

const KEPT = [
  "cache-control",
  "content-disposition",
  "content-language",
  "content-type",
  "expires",
  "x-amz-website-redirect-location",
];

/** What a request says of the object that it stores: the system metadata that S3 keeps, and the user's. */
export function objectHeaders(request: S3Request): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const name of Object.keys(request.headers)) {
    const value = headerOf(request, name);
    if (value !== undefined && (KEPT.includes(name) || name.startsWith("x-amz-meta-"))) kept[name] = value;
  }
  const encodings = (headerOf(request, "content-encoding") ?? "").split(",").map((name) => name.trim());
  const encoding = encodings.filter((name) => name !== "" && name !== "aws-chunked").join(", ");
  if (encoding !== "") kept["content-encoding"] = encoding;
  return kept;
}

/** The version's id as a header, in a versioned bucket only. */
export function versionIdHeader(bucket: Bucket, versionId: string): Readonly<Record<string, string>> {
  return bucket.versioned ? { "x-amz-version-id": versionId } : {};
}

export function checksumHeaders(version: ObjectVersion): Readonly<Record<string, string>> {
  const checksums = Object.entries(version.checksums) as [ChecksumAlgorithm, string][];
  if (checksums.length === 0) return {};
  const headers = checksums.map(([algorithm, value]) => [checksumHeader(algorithm), value]);
  return { ...Object.fromEntries(headers), "x-amz-checksum-type": version.checksumType };
}

/** What S3 answers to whoever wrote an object. */
export function writtenHeaders(bucket: Bucket, version: ObjectVersion): Readonly<Record<string, string>> {
  return {
    etag: `"${version.etag}"`,
    ...versionIdHeader(bucket, version.versionId),
    ...checksumHeaders(version),
  };
}
