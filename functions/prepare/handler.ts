import {
  defineHandler,
  logger,
  objectKeys,
  type PhotoReference,
  photoReference,
  putObject,
  readPhoto,
  tuneSharp,
  z,
} from "@terraloom/image-kit";
import sharp from "sharp";
import { decodePhoto, type WorkingCopy } from "./decode-photo.ts";

const prepareEvent = z
  .object({
    photo: photoReference,
    name: z.string().min(1),
    version: z.string().min(1),
    format: z.string().min(1),
    /** Frames or pages of the photo. */
    pages: z.int().min(0),
    workingSidePx: z.int().min(1),
    maxPixels: z.int().min(1),
  })
  .readonly();

export type PrepareEvent = z.infer<typeof prepareEvent>;

/** The copy that all further steps work on. */
export interface PrepareResult {
  readonly working: PhotoReference;
  readonly width: number;
  readonly height: number;
  /** What a user should know, as sentences. */
  readonly notes: readonly string[];
}

/**
 * The largest object that Rekognition takes ("Guidelines and quotas in Amazon Rekognition"), and a JPEG that is
 * surely below it.
 */
const RECOGNITION_MAX_BYTES = 15_000_000;
const RECOGNIZABLE_SIDE_PX = 2048;

tuneSharp(sharp);

/**
 * Decodes a photo once and writes its bounded working copy, so that no further step decodes the original.
 * Errors: `DamagedPhoto`, `TooManyPixels`, `PhotoGone`; `StorageUnavailable` when a retry may help.
 */
export const handler = defineHandler(prepareEvent, async (event): Promise<PrepareResult> => {
  const copy = await decodePhoto(await readPhoto(event.photo), event);
  const working = await putObject({
    key: objectKeys(event).working,
    bytes: copy.bytes,
    contentType: "image/png",
  });
  if (copy.bytes.length > RECOGNITION_MAX_BYTES) await putRecognizable(event, copy);
  const { width, height } = copy;
  logger.info("Photo prepared", { name: event.name, version: event.version, width, height });
  return { working, width, height, notes: notesAbout(event) };
});

async function putRecognizable(event: PrepareEvent, { bytes }: WorkingCopy): Promise<void> {
  const jpeg = await sharp(bytes)
    .flatten({ background: "white" })
    .resize({ width: RECOGNIZABLE_SIDE_PX, height: RECOGNIZABLE_SIDE_PX, fit: "inside" })
    .jpeg({ quality: 85 })
    .toBuffer();
  await putObject({ key: objectKeys(event).recognizable, bytes: jpeg, contentType: "image/jpeg" });
}

function notesAbout({ format, pages }: PrepareEvent): readonly string[] {
  if (pages <= 1) return [];
  return format === "tiff"
    ? [`Several pages: first of ${pages} pages used.`]
    : [`Animated: first of ${pages} frames used.`];
}
