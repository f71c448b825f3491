import { type Bucket, currentObject, type ObjectVersion } from "../bucket.ts";
import { compareKeys } from "../compare-keys.ts";
import { listPage, type Page } from "../list-page.ts";
import { commonPrefixFields, keyEncoder, listFields, listRequest } from "../list-request.ts";
import { S3Error } from "../s3-error.ts";
import type { S3Reply } from "../s3-reply.ts";
import type { S3Request } from "../s3-request.ts";
import { bucketNamed, type StoreState } from "../store-state.ts";
import { xmlDocument, xmlElement, xmlText } from "../xml-document.ts";

/** Follows "ListObjectsV2" of the S3 API reference. */
export async function listObjectsV2(state: StoreState, request: S3Request): Promise<S3Reply> {
  const token = request.query.get("continuation-token") ?? undefined;
  const startAfter = request.query.get("start-after") ?? undefined;
  const after = token === undefined ? (startAfter ?? "") : readToken(token);
  const page = pageAfter(state, request, after);
  const last = lastName(page);
  const encode = keyEncoder(request);
  return listing(request, page, [
    xmlText("KeyCount", page.entries.length + page.commonPrefixes.length),
    xmlText("StartAfter", startAfter === undefined ? undefined : encode(startAfter)),
    xmlText("ContinuationToken", token),
    xmlText("NextContinuationToken", last === undefined ? undefined : writeToken(last)),
  ]);
}

/** Follows "ListObjects", the older listing that some clients still ask for. */
export async function listObjects(state: StoreState, request: S3Request): Promise<S3Reply> {
  const marker = request.query.get("marker") ?? "";
  const page = pageAfter(state, request, marker);
  const last = lastName(page);
  const encode = keyEncoder(request);
  return listing(request, page, [
    xmlText("Marker", encode(marker)),
    xmlText("NextMarker", last === undefined ? undefined : encode(last)),
  ]);
}

function pageAfter(state: StoreState, request: S3Request, after: string): Page<ObjectVersion> {
  const bucket = bucketNamed(state, request.bucket);
  const page = listPage(currentObjects(bucket, after), { ...listRequest(request), after });
  for (const version of page.entries) state.noteRead(bucket, version);
  return page;
}

function* currentObjects(bucket: Bucket, after: string): Generator<ObjectVersion> {
  for (const key of bucket.keys()) {
    if (after !== "" && compareKeys(key, after) <= 0) continue;
    const current = currentObject(bucket, key);
    if (current !== undefined) yield current;
  }
}

function listing(request: S3Request, page: Page<ObjectVersion>, fields: readonly string[]): S3Reply {
  const encode = keyEncoder(request);
  const contents = page.entries.map((version) =>
    xmlElement("Contents", [
      xmlText("Key", encode(version.key)),
      xmlText("LastModified", version.lastModified.toISOString()),
      xmlText("ETag", `"${version.etag}"`),
      ...Object.keys(version.checksums).map((algorithm) => xmlText("ChecksumAlgorithm", algorithm)),
      xmlText("Size", version.sizeBytes),
      xmlText("StorageClass", "STANDARD"),
    ]),
  );
  const body = xmlDocument("ListBucketResult", [
    ...listFields(request, listRequest(request), page.last !== undefined),
    ...fields,
    ...contents,
    ...commonPrefixFields(request, page.commonPrefixes),
  ]);
  return { status: 200, headers: {}, body };
}

function lastName(page: Page<ObjectVersion>): string | undefined {
  return typeof page.last === "object" ? page.last.key : page.last;
}

/** Opaque on purpose, as S3's tokens are: a client must not build one. */
function writeToken(last: string): string {
  return Buffer.from(`after:${last}`).toString("base64url");
}

function readToken(token: string): string {
  const text = Buffer.from(token, "base64url").toString("utf8");
  if (!text.startsWith("after:")) {
    throw new S3Error("InvalidArgument", "The continuation token is not one that this store gave.");
  }
  return text.slice("after:".length);
}
