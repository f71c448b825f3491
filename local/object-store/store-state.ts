import type { Bucket, ObjectVersion } from "./bucket.ts";
import type { MultipartUpload } from "./multipart-upload.ts";
import type { ObjectCreated } from "./object-created.ts";
import { S3Error } from "./s3-error.ts";

/** All that the operations work on. */
export interface StoreState {
  /** Where object bytes lie. */
  readonly directory: string;
  readonly startedAt: Date;
  readonly buckets: ReadonlyMap<string, Bucket>;
  /** By upload id. */
  readonly uploads: Map<string, MultipartUpload>;
  readonly announce: (bucket: Bucket, version: ObjectVersion, reason: ObjectCreated["reason"]) => void;
  /** To be called for each version whose content or existence a client is told of. */
  readonly noteRead: (bucket: Bucket, version: ObjectVersion) => void;
}

/** @throws S3Error NoSuchBucket */
export function bucketNamed(state: StoreState, name: string): Bucket {
  const bucket = state.buckets.get(name);
  if (bucket === undefined) throw new S3Error("NoSuchBucket", `There is no bucket "${name}".`);
  return bucket;
}
