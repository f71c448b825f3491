import { WorkingCopyGone } from "./named-errors.ts";
import type { PhotoReference } from "./photo-reference.ts";
import { readObject } from "./read-object.ts";

/** The PNG that all steps work on; {@link WorkingCopyGone} when it was deleted or replaced meanwhile. */
export async function readWorkingCopy(working: PhotoReference): Promise<Uint8Array> {
  const bytes = await readObject(working);
  if (bytes === undefined) throw new WorkingCopyGone(working);
  return bytes;
}
