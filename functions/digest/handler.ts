import { createHash } from "node:crypto";
import { defineHandler, logger, writeDocument, z } from "@terraloom/image-kit";
import type { SQSBatchResponse } from "aws-lambda";
import { digestPhotos } from "./digest-photos.ts";
import { type DigestedPhoto, parsePhoto } from "./parse-photo.ts";

/** The parts of an SQS event that are used ("Using Lambda with Amazon SQS"). */
const digestEvent = z
  .object({
    Records: z.array(z.object({ messageId: z.string().min(1), body: z.string() }).readonly()).readonly(),
  })
  .readonly();

export type DigestEvent = z.infer<typeof digestEvent>;

/**
 * Sums up a batch of processed photos in one document, named after the photos, so that what is announced or delivered
 * again is not counted twice. A message that is no photo is given back to the queue, alone. Errors:
 * `StorageUnavailable`, which gives the whole batch back.
 */
export const handler = defineHandler(digestEvent, async ({ Records }): Promise<SQSBatchResponse> => {
  const photos = new Map<string, DigestedPhoto>();
  const refused: string[] = [];
  for (const { messageId, body } of Records) {
    const photo = parsePhoto(body);
    if (photo === undefined) refused.push(messageId);
    else photos.set(`${photo.name}/${photo.version}/${photo.status}`, photo);
  }
  if (photos.size > 0) await writeDocument(digestKey([...photos.keys()]), digestPhotos([...photos.values()]));
  logger.info("Photos digested", { photos: photos.size, refused });
  return { batchItemFailures: refused.map((itemIdentifier) => ({ itemIdentifier })) };
});

function digestKey(photos: readonly string[]): string {
  return `digests/${createHash("sha256")
    .update([...photos].sort().join("\n"))
    .digest("hex")}.json`;
}
