import type { Bucket, Version } from "../bucket.ts";
import { compareKeys } from "../compare-keys.ts";
import { listPage } from "../list-page.ts";
import { commonPrefixFields, keyEncoder, listFields, listRequest } from "../list-request.ts";
import { S3Error } from "../s3-error.ts";
import type { S3Reply } from "../s3-reply.ts";
import type { S3Request } from "../s3-request.ts";
import { bucketNamed, type StoreState } from "../store-state.ts";
import { xmlDocument, xmlElement, xmlText } from "../xml-document.ts";

interface ListedVersion {
  readonly key: string;
  readonly version: Version;
  readonly isLatest: boolean;
}

/** Follows "ListObjectVersions" of the S3 API reference. */
export async function listObjectVersions(state: StoreState, request: S3Request): Promise<S3Reply> {
  const bucket = bucketNamed(state, request.bucket);
  const keyMarker = request.query.get("key-marker") ?? "";
  const versionMarker = request.query.get("version-id-marker") ?? undefined;
  if (versionMarker !== undefined && keyMarker === "") {
    throw new S3Error("InvalidArgument", "A version-id-marker needs a key-marker.");
  }
  const page = listPage(versionsAfter(bucket, keyMarker, versionMarker), {
    ...listRequest(request),
    after: keyMarker,
  });
  const last = page.last;
  const encode = keyEncoder(request);
  const nextKey = typeof last === "object" ? last.key : last;
  const body = xmlDocument("ListVersionsResult", [
    ...listFields(request, listRequest(request), last !== undefined),
    xmlText("KeyMarker", encode(keyMarker)),
    xmlText("VersionIdMarker", versionMarker),
    xmlText("NextKeyMarker", nextKey === undefined ? undefined : encode(nextKey)),
    xmlText("NextVersionIdMarker", typeof last === "object" ? last.version.versionId : undefined),
    ...page.entries.map((entry) => versionElement(entry, encode)),
    ...commonPrefixFields(request, page.commonPrefixes),
  ]);
  return { status: 200, headers: {}, body };
}

/** The versions after the markers: those of later keys, and of the same key the ones older than the marked version. */
function* versionsAfter(
  bucket: Bucket,
  keyMarker: string,
  versionMarker: string | undefined,
): Generator<ListedVersion> {
  for (const key of bucket.keys()) {
    const order = keyMarker === "" ? 1 : compareKeys(key, keyMarker);
    if (order < 0 || (order === 0 && versionMarker === undefined)) continue;
    const versions = bucket.versions(key);
    const marked = order === 0 ? versions.findIndex(({ versionId }) => versionId === versionMarker) : -1;
    for (const version of versions.slice(marked + 1)) {
      yield { key, version, isLatest: version === versions[0] };
    }
  }
}

function versionElement({ version, isLatest }: ListedVersion, encode: (key: string) => string): string {
  const fields = [
    xmlText("Key", encode(version.key)),
    xmlText("VersionId", version.versionId),
    xmlText("IsLatest", isLatest),
    xmlText("LastModified", version.lastModified.toISOString()),
  ];
  if (version.kind === "delete-marker") return xmlElement("DeleteMarker", fields);
  return xmlElement("Version", [
    ...fields,
    xmlText("ETag", `"${version.etag}"`),
    xmlText("Size", version.sizeBytes),
    xmlText("StorageClass", "STANDARD"),
  ]);
}
