import { PhotoGone } from "./named-errors.ts";
import type { PhotoReference } from "./photo-reference.ts";
import { readObject } from "./read-object.ts";

/** All bytes of an uploaded photo; {@link PhotoGone} when it was deleted or replaced meanwhile. */
export async function readPhoto(photo: PhotoReference): Promise<Uint8Array> {
  const bytes = await readObject(photo);
  if (bytes === undefined) throw new PhotoGone(photo);
  return bytes;
}
