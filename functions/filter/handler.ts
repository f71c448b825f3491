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
import { applyFilter, filterName } from "./apply-filter.ts";

const filterEvent = z
  .object({
    working: photoReference,
    name: z.string().min(1),
    version: z.string().min(1),
    filters: z.array(filterName).min(1).readonly(),
  })
  .readonly();

export type FilterEvent = z.infer<typeof filterEvent>;

export interface FilterResult {
  /** In the order of the event's filters. */
  readonly pictures: readonly Picture[];
}

tuneSharp(sharp);

/**
 * Writes the photo with each filter, as JPEG. Errors: `WorkingCopyGone`; `StorageUnavailable` when a retry may
 * help.
 */
export const handler = defineHandler(filterEvent, async (event): Promise<FilterResult> => {
  const bytes = await readWorkingCopy(event.working);
  const { width, height } = await sharp(bytes).metadata();
  const pictures: Picture[] = [];
  for (const name of event.filters) {
    const opaque = sharp(bytes).flatten({ background: "white" });
    const jpeg = await applyFilter(opaque, name, { width, height }).jpeg({ quality: 85 }).toBuffer();
    const file = `filtered-${name}.jpg`;
    pictures.push(await writePicture(event, { file, format: "jpeg", bytes: jpeg, width, height }));
  }
  logger.info("Photo filtered", {
    name: event.name,
    version: event.version,
    files: pictures.map(({ file }) => file),
  });
  return { pictures };
});
