import sharp from "sharp";
import { RekognitionError } from "./rekognition-error.ts";

/** Pixels as the detector takes them. */
export interface DecodedImage {
  /** 8-bit RGB, row by row. */
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The longer side of what the detector sees, in pixels: it finds no more in a larger picture. */
const LONGER_SIDE = 640;

/** A file of a few kilobytes can claim to be larger than memory. */
const MAX_PIXELS = 100_000_000;

/**
 * Decodes a JPEG or PNG, upright by its EXIF orientation and scaled down.
 *
 * @throws RekognitionError for another format, for a damaged file and for one of more than 100 megapixels.
 */
export async function decodeImage(bytes: Uint8Array): Promise<DecodedImage> {
  const image = sharp(bytes, { limitInputPixels: false });
  const { format, width, height } = await image.metadata().catch(refuseFormat);
  if (format !== "jpeg" && format !== "png") return refuseFormat();
  if (width * height > MAX_PIXELS) throw new RekognitionError("ImageTooLargeException");
  const { data, info } = await image
    .autoOrient()
    .resize(LONGER_SIDE, LONGER_SIDE, { fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .removeAlpha()
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true })
    .catch(refuseFormat);
  return { rgb: data, width: info.width, height: info.height };
}

function refuseFormat(): never {
  throw new RekognitionError("InvalidImageFormatException");
}
