import {
  defineHandler,
  logger,
  type PhotoReference,
  photoName,
  photoReference,
  photoVersion,
  tuneSharp,
  z,
} from "@terraloom/image-kit";
import sharp from "sharp";
import { claimPhoto } from "./claim-photo.ts";
import { type Header, readHeader } from "./read-header.ts";

const inspectEvent = z
  .object({
    upload: photoReference,
    /** Who asks, the same for every retry. */
    execution: z.string().min(1),
    limits: z.object({
      maxBytes: z.int().min(1),
      /** Applied by the workflow, which says it in its refusal. */
      maxPixels: z.int().min(1),
    }),
  })
  .readonly();

export type InspectEvent = z.infer<typeof inspectEvent>;

/** What a photo is. */
export interface Inspection extends Header {
  /**
   * Whether another execution has it already; then it is not read again, and the format is `unknown` and all
   * measures are 0.
   */
  readonly duplicate: boolean;
  readonly photo: PhotoReference;
  readonly name: string;
  readonly version: string;
}

tuneSharp(sharp);

/**
 * Tells what an uploaded photo is by its content and names its results. Errors: `EmptyPhoto`, `PhotoTooLarge`,
 * `DamagedPhoto`, `PhotoGone`; `StorageUnavailable` when a retry may help.
 */
export const handler = defineHandler(
  inspectEvent,
  async ({ upload, execution, limits }): Promise<Inspection> => {
    const identity = { name: photoName(upload.key), version: photoVersion(upload) };
    if (!(await claimPhoto(identity, execution))) {
      logger.info("Photo done before", identity);
      return { duplicate: true, photo: upload, ...identity, ...UNREAD, sizeBytes: upload.sizeBytes };
    }
    const header = await readHeader(upload, limits.maxBytes);
    logger.info("Photo inspected", { ...identity, ...header });
    return { duplicate: false, photo: upload, ...identity, ...header };
  },
);

const UNREAD = { format: "unknown", width: 0, height: 0, orientation: 1, pages: 0 } as const;
