import type { S3Reply } from "../s3-reply.ts";
import { headerOf, type S3Request } from "../s3-request.ts";
import { bucketNamed, type StoreState } from "../store-state.ts";
import { xmlDocument, xmlElement, xmlText } from "../xml-document.ts";

const DEFAULT_REGION = "us-east-1";

/** The store has no region of its own: every bucket lies in the region that the request was signed for. */
function regionOf(request: S3Request): string {
  const scope = /Credential=[^/]+\/\d+\/([a-z0-9-]+)\/s3\//.exec(headerOf(request, "authorization") ?? "");
  return scope?.[1] ?? DEFAULT_REGION;
}

/** Follows "HeadBucket" of the S3 API reference. */
export async function headBucket(state: StoreState, request: S3Request): Promise<S3Reply> {
  bucketNamed(state, request.bucket);
  return { status: 200, headers: { "x-amz-bucket-region": regionOf(request) } };
}

/** Follows "GetBucketLocation": us-east-1 is an empty element. */
export async function getBucketLocation(state: StoreState, request: S3Request): Promise<S3Reply> {
  bucketNamed(state, request.bucket);
  const region = regionOf(request);
  const content = region === DEFAULT_REGION ? [] : [region];
  return { status: 200, headers: {}, body: xmlDocument("LocationConstraint", content) };
}

/** Follows "GetBucketVersioning": a bucket that never had versions has no status. */
export async function getBucketVersioning(state: StoreState, request: S3Request): Promise<S3Reply> {
  const bucket = bucketNamed(state, request.bucket);
  const status = xmlText("Status", bucket.versioned ? "Enabled" : undefined);
  return { status: 200, headers: {}, body: xmlDocument("VersioningConfiguration", [status]) };
}

/** Follows "ListBuckets" of the S3 API reference. */
export async function listBuckets(state: StoreState): Promise<S3Reply> {
  const created = xmlText("CreationDate", state.startedAt.toISOString());
  const names = [...state.buckets.keys()].sort();
  const buckets = names.map((name) => xmlElement("Bucket", [xmlText("Name", name), created]));
  const owner = xmlElement("Owner", [xmlText("ID", "local")]);
  const body = xmlDocument("ListAllMyBucketsResult", [owner, xmlElement("Buckets", buckets)]);
  return { status: 200, headers: {}, body };
}
