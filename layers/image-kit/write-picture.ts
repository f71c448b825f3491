import { objectKeys, type PhotoIdentity } from "./object-keys.ts";
import type { Picture, PictureFormat } from "./picture.ts";
import { putObject } from "./put-object.ts";

export interface EncodedPicture {
  readonly file: string;
  readonly format: PictureFormat;
  readonly bytes: Uint8Array;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** Writes one finished picture beside the photo's others. */
export async function writePicture(photo: PhotoIdentity, encoded: EncodedPicture): Promise<Picture> {
  const { file, format, bytes, width, height } = encoded;
  const key = `${objectKeys(photo).pictureFolder}${file}`;
  const { bucket, sizeBytes } = await putObject({ key, bytes, contentType: `image/${format}` });
  return { file, bucket, key, width, height, sizeBytes, format };
}
