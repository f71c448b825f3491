import {
  claimHolder,
  defineHandler,
  deleteFolder,
  deleteObject,
  logger,
  objectKeys,
  type PhotoIdentity,
  type PhotoReference,
  type Picture,
  photoName,
  photoReference,
  photoVersion,
  picture,
  type StoredDocument,
  setAsideOriginal,
  storedDocument,
  writeDocument,
  z,
} from "@terraloom/image-kit";
import { readableReason } from "./readable-reason.ts";

const label = z.object({ name: z.string(), confidence: z.number() }).readonly();

const catalogEvent = z
  .object({
    /** `rejected`: by the photo's fault; `failed`: by ours. */
    status: z.enum(["processed", "rejected", "failed"]),
    /** Who asks; what another execution has claimed is left alone. */
    execution: z.string().min(1),
    photo: photoReference,
    /** Default: what the photo's key gives. */
    name: z.string().min(1).optional(),
    /** Default: what the photo's key and ETag give. */
    version: z.string().min(1).optional(),
    pictures: z.array(picture).readonly(),
    documents: z.array(storedDocument).readonly(),
    labels: z.array(label).readonly(),
    /** What a user should know, as sentences. */
    notes: z.array(z.string()).readonly(),
    /** Why a photo was not processed. */
    reason: z.object({ error: z.string(), message: z.string() }).readonly().optional(),
  })
  .readonly();

export type CatalogEvent = z.infer<typeof catalogEvent>;

/** What became of a photo. */
export interface CatalogRecord {
  readonly status: CatalogEvent["status"];
  readonly name: string;
  readonly version: string;
  readonly photo: PhotoReference;
  readonly pictures: readonly Picture[];
  readonly documents: readonly StoredDocument[];
  readonly labels: readonly { readonly name: string; readonly confidence: number }[];
  readonly notes: readonly string[];
  /** Of a photo that was not processed; the message is a sentence. */
  readonly reason?: { readonly error: string; readonly message: string };
  /** Where the outputs lie in the results bucket, with a `/` at its end. */
  readonly folder: string;
}

/**
 * Records what became of a photo, and tidies up after it: the working copy goes in any case, and of a photo
 * that was not processed every output too. Errors: `StorageUnavailable` when a retry may help.
 */
export const handler = defineHandler(catalogEvent, async (event): Promise<CatalogRecord> => {
  const { name = photoName(event.photo.key), version = photoVersion(event.photo) } = event;
  const identity = { name, version };
  const record = event.status === "processed" ? await accept(event, identity) : await refuse(event, identity);
  logger.info("Photo catalogued", { ...identity, status: record.status, reason: record.reason });
  return record;
});

async function accept(event: CatalogEvent, identity: PhotoIdentity): Promise<CatalogRecord> {
  const { status, photo, pictures, documents, labels, notes } = event;
  const keys = objectKeys(identity);
  const folder = keys.pictureFolder;
  const record: CatalogRecord = { status, ...identity, photo, pictures, documents, labels, notes, folder };
  await writeDocument(keys.catalog, record);
  await deleteFolder(keys.workingFolder);
  return record;
}

async function refuse(event: CatalogEvent, identity: PhotoIdentity): Promise<CatalogRecord> {
  const { status, photo, notes } = event;
  const keys = objectKeys(identity);
  const reason = readableReason(event.reason);
  const isOurs = await mayTidyUp(event, identity);
  if (isOurs) await deleteFolder(keys.pictureFolder);
  if (isOurs) await deleteFolder(keys.workingFolder);
  if (status === "rejected") await setAsideOriginal(photo, identity);
  const document = await writeDocument(`${keys.rejectedFolder}rejected.json`, { status, reason, photo });
  if (isOurs && mayWorkNextTime(status, reason.error)) await deleteObject(keys.claim);
  const nothing = { pictures: [], documents: [document], labels: [] };
  return { status, ...identity, photo, ...nothing, notes, reason, folder: keys.rejectedFolder };
}

/**
 * An execution that failed before it knew that another has done the photo must not delete the other's results.
 */
async function mayTidyUp({ execution }: CatalogEvent, identity: PhotoIdentity): Promise<boolean> {
  const holder = await claimHolder(identity);
  return holder === undefined || holder === execution;
}

/** The claim on such a photo is given back, so that uploading it again is no duplicate. */
function mayWorkNextTime(status: CatalogEvent["status"], error: string): boolean {
  return status === "failed" || error === "PhotoGone";
}
