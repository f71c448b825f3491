import {
  defineHandler,
  logger,
  objectKeys,
  type StoredDocument,
  writeDocument,
  z,
} from "@terraloom/image-kit";

const notifyEvent = z
  .object({
    kind: z.enum(["processed", "refused"]),
    name: z.string().min(1),
    version: z.string().min(1),
    /** What happened, as one sentence. */
    summary: z.string().min(1),
  })
  .readonly();

export type NotifyEvent = z.infer<typeof notifyEvent>;

/**
 * Leaves a notice about one photo where a mail or a chat message would be sent; the same event again leaves the
 * same notice. Errors: `StorageUnavailable` when a retry may help.
 */
export const handler = defineHandler(notifyEvent, async (event): Promise<StoredDocument> => {
  const notice = await writeDocument(objectKeys(event).notice, event);
  logger.info("Notice left", { kind: event.kind, name: event.name, version: event.version });
  return notice;
});
