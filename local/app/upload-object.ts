import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { LocalApp } from "./local-app.ts";

/** Puts an object as any client of S3 would, and gives its version, if the bucket has versions. */
export async function uploadObject(
  app: Pick<LocalApp, "endpoint" | "region">,
  bucket: string,
  key: string,
  bytes: Uint8Array,
): Promise<string | undefined> {
  const client = new S3Client({
    endpoint: app.endpoint,
    region: app.region,
    forcePathStyle: true,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  try {
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
    return VersionId;
  } finally {
    client.destroy();
  }
}
