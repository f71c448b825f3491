import { z } from "@terraloom/image-kit";

/** What a file is by its first bytes, whatever its name says; `unknown` is everything else. */
export const photoFormat = z.enum([
  "jpeg",
  "png",
  "webp",
  "gif",
  "tiff",
  "avif",
  "heic",
  "jxl",
  "bmp",
  "svg",
  "unknown",
]);

export type PhotoFormat = z.infer<typeof photoFormat>;
