import { putObject } from "./put-object.ts";
import type { StoredDocument } from "./stored-document.ts";

/**
 * Writes `content` as readable JSON to `key` in the results bucket; the last segment of the key is the file's
 * name.
 */
export async function writeDocument(key: string, content: object): Promise<StoredDocument> {
  const bytes = Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
  const { bucket, sizeBytes } = await putObject({ key, bytes, contentType: "application/json" });
  return { file: key.slice(key.lastIndexOf("/") + 1), bucket, key, sizeBytes };
}
