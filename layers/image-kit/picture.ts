import { z } from "zod";

const pictureFormat = z.enum(["jpeg", "webp", "avif"]);

/** One finished picture of a photo, and where it lies. */
export const picture = z
  .object({
    /** The name that a user sees: `cropped-square.jpg`. */
    file: z.string().min(1),
    bucket: z.string().min(1),
    key: z.string().min(1),
    /** Pixels. */
    width: z.int().min(1),
    /** Pixels. */
    height: z.int().min(1),
    sizeBytes: z.int().min(1),
    format: pictureFormat,
  })
  .readonly();

export type PictureFormat = z.infer<typeof pictureFormat>;
export type Picture = z.infer<typeof picture>;
