import { PutObjectCommand } from "@aws-sdk/client-s3";
import { resultsBucket } from "./environment.ts";
import type { PhotoReference } from "./photo-reference.ts";
import { storage } from "./storage.ts";

export interface ObjectToPut {
  readonly key: string;
  readonly bytes: Uint8Array;
  /** A media type: `image/webp`. */
  readonly contentType: string;
}

/**
 * Writes one object into the results bucket, its CRC-32 checked by the storage; the same object again changes
 * nothing.
 */
export async function putObject({ key, bytes, contentType }: ObjectToPut): Promise<PhotoReference> {
  return put({ key, bytes, contentType }, {});
}

/**
 * Writes it only when no object has that key ("How to prevent object overwrites with conditional writes");
 * whether it did.
 */
export async function putIfAbsent(object: ObjectToPut): Promise<boolean> {
  try {
    await put(object, { IfNoneMatch: "*" });
    return true;
  } catch (error) {
    if ((error as Error).name === "PreconditionFailed") return false;
    throw error;
  }
}

async function put(
  { key, bytes, contentType }: ObjectToPut,
  condition: { readonly IfNoneMatch?: string },
): Promise<PhotoReference> {
  const bucket = resultsBucket();
  const { ETag, VersionId } = await storage((client) =>
    client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: bytes,
        ContentType: contentType,
        ChecksumAlgorithm: "CRC32",
        ...condition,
      }),
    ),
  );
  return {
    bucket,
    key,
    ...(VersionId !== undefined && { versionId: VersionId }),
    etag: (ETag ?? "").replaceAll('"', ""),
    sizeBytes: bytes.length,
  };
}
