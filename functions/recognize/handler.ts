import {
  defineHandler,
  logger,
  objectKeys,
  type PhotoReference,
  photoReference,
  readStart,
  type StoredDocument,
  WorkingCopyGone,
  writeDocument,
  z,
} from "@terraloom/image-kit";
import { detectLabels, type Label } from "./detect-labels.ts";
import { pngSize } from "./png-size.ts";

const recognizeEvent = z
  .object({
    working: photoReference,
    name: z.string().min(1),
    version: z.string().min(1),
    maxLabels: z.int().min(1),
    /** Percent. */
    minConfidence: z.number().min(0).max(100),
  })
  .readonly();

export type RecognizeEvent = z.infer<typeof recognizeEvent>;

export interface RecognizeResult {
  /** `labels.json`, which holds the labels and, where there can be none, a note. */
  readonly document: StoredDocument;
  readonly labels: readonly Label[];
}

/** "Guidelines and quotas in Amazon Rekognition". */
const MIN_SIDE_PX = 80;
const MAX_BYTES = 15_000_000;

/**
 * Writes what the photo shows. Errors: `DamagedPhoto` when Rekognition refuses the picture, `WorkingCopyGone`;
 * `RecognitionUnavailable` and `StorageUnavailable` when a retry may help.
 */
export const handler = defineHandler(recognizeEvent, async (event): Promise<RecognizeResult> => {
  const isTooSmall = await isBelow(event.working, MIN_SIDE_PX);
  const labels = isTooSmall ? [] : await detectLabels({ ...event, ...recognizableOf(event) });
  const notes = isTooSmall ? [`Not recognized: smaller than ${MIN_SIDE_PX} × ${MIN_SIDE_PX} pixels.`] : [];
  const document = await writeDocument(`${objectKeys(event).pictureFolder}labels.json`, { labels, notes });
  logger.info("Photo recognized", { name: event.name, version: event.version, labels });
  return { document, labels };
});

async function isBelow(working: PhotoReference, sidePx: number): Promise<boolean> {
  const header = await readStart(working, 24);
  if (header === undefined) throw new WorkingCopyGone(working);
  const { width, height } = pngSize(header.bytes);
  return Math.min(width, height) < sidePx;
}

/** The working copy, or the smaller one that was prepared because the working copy is too large. */
function recognizableOf({ working, name, version }: RecognizeEvent) {
  if (working.sizeBytes <= MAX_BYTES) return working;
  return { bucket: working.bucket, key: objectKeys({ name, version }).recognizable, versionId: undefined };
}
