import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { resultsBucket } from "./environment.ts";
import { storage } from "./storage.ts";

/** Deletes one object of the results bucket; one that is not there is deleted already. */
export async function deleteObject(key: string): Promise<void> {
  await storage((client) => client.send(new DeleteObjectCommand({ Bucket: resultsBucket(), Key: key })));
}
