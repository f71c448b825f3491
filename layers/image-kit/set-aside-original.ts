import { CopyObjectCommand } from "@aws-sdk/client-s3";
import { resultsBucket } from "./environment.ts";
import { objectKeys, type PhotoIdentity } from "./object-keys.ts";
import type { PhotoReference } from "./photo-reference.ts";
import { isMissing, storage } from "./storage.ts";

/** Copies a photo beside the reason for its rejection, without reading it; nothing happens when it is gone. */
export async function setAsideOriginal(photo: PhotoReference, identity: PhotoIdentity): Promise<void> {
  const { bucket, key, versionId, etag } = photo;
  const path = `${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
  const copy = new CopyObjectCommand({
    Bucket: resultsBucket(),
    Key: `${objectKeys(identity).rejectedFolder}original`,
    CopySource: versionId === undefined ? path : `${path}?versionId=${encodeURIComponent(versionId)}`,
    CopySourceIfMatch: `"${etag}"`,
    // An uploader's text/html would be shown by a browser as a page of the results bucket.
    MetadataDirective: "REPLACE",
    TaggingDirective: "REPLACE",
    ContentType: "application/octet-stream",
  });
  try {
    await storage((client) => client.send(copy));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
