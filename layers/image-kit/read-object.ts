import { GetObjectCommand, type GetObjectCommandInput } from "@aws-sdk/client-s3";
import type { PhotoReference } from "./photo-reference.ts";
import { isMissing, storage } from "./storage.ts";

/** What identifies an object; with an ETag only that content is read, with a version id only that version. */
export type ObjectReference = Pick<PhotoReference, "bucket" | "key"> & Partial<PhotoReference>;

export interface ObjectStart {
  readonly bytes: Uint8Array;
  /** Of the whole object. */
  readonly sizeBytes: number;
}

/** The object's bytes; `undefined` when it is gone or is another one by now. */
export async function readObject(reference: ObjectReference): Promise<Uint8Array | undefined> {
  return (await get(reference, {}))?.bytes;
}

/**
 * The first `count` bytes, or all when there are fewer; `undefined` when it is gone or is another one by now.
 */
export async function readStart(reference: ObjectReference, count: number): Promise<ObjectStart | undefined> {
  try {
    return await get(reference, { Range: `bytes=0-${count - 1}` });
  } catch (error) {
    // No range of an empty object can be satisfied.
    if ((error as Error).name === "InvalidRange") return { bytes: new Uint8Array(), sizeBytes: 0 };
    throw error;
  }
}

async function get(
  { bucket, key, versionId, etag }: ObjectReference,
  more: Partial<GetObjectCommandInput>,
): Promise<ObjectStart | undefined> {
  const input = {
    Bucket: bucket,
    Key: key,
    ...(versionId !== undefined && { VersionId: versionId }),
    ...(etag !== undefined && { IfMatch: `"${etag}"` }),
    ...more,
  };
  try {
    return await storage(async (client) => {
      const { Body, ContentRange } = await client.send(new GetObjectCommand(input));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      return { bytes, sizeBytes: Number(ContentRange?.split("/")[1] ?? bytes.length) };
    });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
