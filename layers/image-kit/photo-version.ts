import { createHash } from "node:crypto";
import type { PhotoReference } from "./photo-reference.ts";

/**
 * The version of a photo inside result keys, 16 hexadecimal digits of bucket, key and ETag. The version id is
 * left out: the same bytes uploaded again under the same key are the same photo, and are done once. In a bucket
 * encrypted with a KMS key that holds only for one upload whose event comes twice: there, S3 gives the same
 * bytes another ETag each time ("Checking object integrity in Amazon S3").
 */
export function photoVersion(photo: Pick<PhotoReference, "bucket" | "key" | "etag">): string {
  const identity = JSON.stringify([photo.bucket, photo.key, photo.etag]);
  return createHash("sha256").update(identity).digest("hex").slice(0, 16);
}
