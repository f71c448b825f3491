import { DamagedPhoto, TooManyPixels } from "@terraloom/image-kit";
import sharp, { type OutputInfo } from "sharp";

export interface DecodeLimits {
  /** The longer side of the result; a smaller photo is not enlarged. */
  readonly workingSidePx: number;
  /** The largest photo that is decoded. */
  readonly maxPixels: number;
}

export interface WorkingCopy {
  /** A PNG, 8 bits a channel, sRGB. */
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * Decodes a photo once: upright, in sRGB with 8 bits, the first frame alone, bounded. A picture that ends too early or
 * cannot be decoded otherwise is `DamagedPhoto`, while what a decoder only warns of, such as stray bytes between the
 * parts of a JPEG, is taken; a photo over the limit is `TooManyPixels`.
 */
export async function decodePhoto(bytes: Uint8Array, limits: DecodeLimits): Promise<WorkingCopy> {
  const side = limits.workingSidePx;
  const image = sharp(bytes, { failOn: "error", limitInputPixels: limits.maxPixels })
    .autoOrient()
    .toColourspace("srgb")
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    // Read four times within seconds and then deleted: fast matters more than small.
    .png({ compressionLevel: 1 });
  const { data, info } = await image.toBuffer({ resolveWithObject: true }).catch((error: Error): Encoded => {
    throw photoError(error, limits.maxPixels);
  });
  return { bytes: data, width: info.width, height: info.height };
}

interface Encoded {
  readonly data: Buffer;
  readonly info: OutputInfo;
}

/** sharp's errors have neither a name nor a code of their own. */
function photoError(error: Error, maxPixels: number): Error {
  const [reason] = error.message.split("\n", 1);
  if (reason === "Input image exceeds pixel limit") {
    return new TooManyPixels(`The picture has more than the ${maxPixels} pixels that are taken.`, {
      cause: error,
    });
  }
  return new DamagedPhoto(`The picture cannot be decoded: ${reason}.`, { cause: error });
}
