import { z } from "zod";

/** One JSON document about a photo, and where it lies. */
export const storedDocument = z
  .object({
    /** The name that a user sees: `labels.json`. */
    file: z.string().min(1),
    bucket: z.string().min(1),
    key: z.string().min(1),
    sizeBytes: z.int().min(1),
  })
  .readonly();

export type StoredDocument = z.infer<typeof storedDocument>;
