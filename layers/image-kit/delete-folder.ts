import { DeleteObjectsCommand, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { resultsBucket } from "./environment.ts";
import { storage } from "./storage.ts";

/**
 * Deletes the objects that lie directly in a folder of the results bucket. Deeper ones stay: they belong to a
 * photo whose name happens to begin with this folder's.
 */
export async function deleteFolder(folder: string): Promise<void> {
  const bucket = resultsBucket();
  for (const keys of await listPages(bucket, folder)) {
    if (keys.length > 0) await deleteKeys(bucket, keys);
  }
}

/** Keys by page, of at most 1,000 each: as many as one deletion takes. */
function listPages(bucket: string, folder: string): Promise<readonly (readonly string[])[]> {
  return storage(async (client) => {
    const pages: string[][] = [];
    const query = { Bucket: bucket, Prefix: folder, Delimiter: "/" };
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, query)) {
      pages.push(Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
    }
    return pages;
  });
}

async function deleteKeys(bucket: string, keys: readonly string[]): Promise<void> {
  const Delete = { Objects: keys.map((Key) => ({ Key })), Quiet: true };
  const { Errors = [] } = await storage((client) =>
    client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete })),
  );
  const [first] = Errors;
  if (first !== undefined) throw new Error(`s3://${bucket}/${first.Key} was not deleted: ${first.Message}`);
}
