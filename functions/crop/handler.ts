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
import { cropSize } from "./crop-size.ts";

const cropEvent = z
  .object({
    working: photoReference,
    name: z.string().min(1),
    version: z.string().min(1),
    crop: z
      .object({
        /** Part of the file name: `square` gives `cropped-square.jpg`. */
        name: z.string().regex(/^[a-z0-9-]{1,32}$/, "Expected lower case letters, digits and -"),
        /** Pixels; less for a photo that is smaller. */
        width: z.int().min(1),
        /** Pixels; less for a photo that is smaller. */
        height: z.int().min(1),
        /** `attention`: where the eye goes; `centre`: the middle. */
        position: z.enum(["attention", "centre"]),
      })
      .readonly(),
  })
  .readonly();

export type CropEvent = z.infer<typeof cropEvent>;

export interface CropResult {
  readonly picture: Picture;
}

tuneSharp(sharp);

/**
 * Cuts one named size out of the photo. A photo that is smaller gives a cut-out of the same aspect ratio, never
 * an enlarged one. Errors: `WorkingCopyGone`; `StorageUnavailable` when a retry may help.
 */
export const handler = defineHandler(cropEvent, async (event): Promise<CropResult> => {
  const { name, position } = event.crop;
  const bytes = await readWorkingCopy(event.working);
  const { data, info } = await sharp(bytes)
    .resize({ ...cropSize(await sharp(bytes).metadata(), event.crop), fit: "cover", position })
    .flatten({ background: "white" })
    .jpeg({ quality: 85 })
    .toBuffer({ resolveWithObject: true });
  const picture = await writePicture(event, {
    file: `cropped-${name}.jpg`,
    format: "jpeg",
    bytes: data,
    width: info.width,
    height: info.height,
  });
  logger.info("Photo cropped", { name: event.name, version: event.version, file: picture.file });
  return { picture };
});
