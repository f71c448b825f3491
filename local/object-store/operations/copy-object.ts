import { createBodyDigest, measured } from "../body-digest.ts";
import type { ObjectVersion } from "../bucket.ts";
import type { ChecksumAlgorithm } from "../checksum.ts";
import { commitObject } from "../commit-object.ts";
import { findObject } from "../find-object.ts";
import { readObjectFile, writeObjectFile } from "../object-file.ts";
import { objectHeaders, versionIdHeader } from "../object-headers.ts";
import { checkReadConditions } from "../preconditions.ts";
import { knownAlgorithm } from "../receive-body.ts";
import { S3Error } from "../s3-error.ts";
import type { S3Reply } from "../s3-reply.ts";
import { headerOf, type S3Request } from "../s3-request.ts";
import { bucketNamed, type StoreState } from "../store-state.ts";
import { xmlDocument, xmlText } from "../xml-document.ts";

/** Follows "CopyObject" of the S3 API reference. */
export async function copyObject(state: StoreState, request: S3Request): Promise<S3Reply> {
  const bucket = bucketNamed(state, request.bucket);
  const from = parseCopySource(headerOf(request, "x-amz-copy-source") ?? "");
  const fromBucket = bucketNamed(state, from.bucket);
  const source = findObject(fromBucket, from.key, from.versionId);
  checkReadConditions(request, source, "x-amz-copy-source-");
  state.noteRead(fromBucket, source);
  const replaces = headerOf(request, "x-amz-metadata-directive")?.toUpperCase() === "REPLACE";
  if (!replaces && fromBucket === bucket && from.key === request.key && from.versionId === undefined) {
    throw new S3Error("InvalidRequest", "A copy onto itself must change something, such as the metadata.");
  }
  const digest = createBodyDigest(copyAlgorithms(request, source));
  const bytes = readObjectFile(source.path, { start: 0, end: source.sizeBytes - 1 });
  const path = await writeObjectFile(state.directory, measured(bytes, digest));
  const { sizeBytes, md5, checksums } = digest.summary();
  const version = await commitObject(
    state,
    bucket,
    request,
    {
      key: request.key,
      path,
      sizeBytes,
      etag: md5,
      headers: replaces ? objectHeaders(request) : source.headers,
      checksums,
      checksumType: "FULL_OBJECT",
      partSizesBytes: [],
    },
    "CopyObject",
  );
  const headers: Record<string, string> = { ...versionIdHeader(bucket, version.versionId) };
  if (fromBucket.versioned) headers["x-amz-copy-source-version-id"] = source.versionId;
  return { status: 200, headers, body: copyResult(version) };
}

interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string | undefined;
}

/** `[/]bucket/key[?versionId=…]`, percent-encoded; a `+` is a plus, as in a path. */
function parseCopySource(header: string): CopySource {
  const match = /^\/?([^/?]+)\/([^?]+)(?:\?versionId=([^&]+))?$/.exec(header);
  const [, bucket = "", key = "", versionId] = match ?? [];
  try {
    if (match !== null) return { bucket, key: decodeURIComponent(key), versionId };
  } catch {
    // Reported below, as any other source that cannot be read.
  }
  throw new S3Error("InvalidArgument", "The copy source must be a bucket and a percent-encoded key.");
}

function copyAlgorithms(request: S3Request, source: ObjectVersion): readonly ChecksumAlgorithm[] {
  const asked = headerOf(request, "x-amz-checksum-algorithm");
  if (asked !== undefined) return [knownAlgorithm(asked)];
  return Object.keys(source.checksums) as ChecksumAlgorithm[];
}

function copyResult(version: ObjectVersion): string {
  const checksums = Object.entries(version.checksums).map(([name, value]) =>
    xmlText(`Checksum${name}`, value),
  );
  return xmlDocument("CopyObjectResult", [
    xmlText("ETag", `"${version.etag}"`),
    xmlText("LastModified", version.lastModified.toISOString()),
    ...checksums,
  ]);
}
