import {
  defineHandler,
  logger,
  type Picture,
  photoReference,
  readWorkingCopy,
  tuneSharp,
  writePicture,
  z,
} from "@terraloom/image-kit";
import sharp from "sharp";
import { compressPicture } from "./compress-picture.ts";

const compressEvent = z
  .object({
    working: photoReference,
    name: z.string().min(1),
    version: z.string().min(1),
    formats: z
      .array(
        z.object({
          format: z.enum(["jpeg", "webp", "avif"]),
          /** 1 (smallest) to 100 (best). */
          quality: z.int().min(1).max(100),
        }),
      )
      .min(1)
      .readonly(),
  })
  .readonly();

export type CompressEvent = z.infer<typeof compressEvent>;

export interface CompressResult {
  /** In the order of the event's formats. */
  readonly pictures: readonly Picture[];
}

tuneSharp(sharp);

/** Writes the photo in each format. Errors: `WorkingCopyGone`; `StorageUnavailable` when a retry may help. */
export const handler = defineHandler(compressEvent, async (event): Promise<CompressResult> => {
  const bytes = await readWorkingCopy(event.working);
  const pictures: Picture[] = [];
  for (const output of event.formats) {
    pictures.push(await writePicture(event, await compressPicture(bytes, output)));
  }
  logger.info("Photo compressed", {
    name: event.name,
    version: event.version,
    files: pictures.map(({ file }) => file),
  });
  return { pictures };
});
