import { z } from "zod";

/** Where an object lies; steps hand on references, never pixels, since a state's payload is at most 256 KiB. */
export const photoReference = z
  .object({
    bucket: z.string().min(1),
    /** Not URL-encoded. */
    key: z.string().min(1),
    /** Absent in a bucket without versions. */
    versionId: z.string().min(1).optional(),
    /** Without quotes. */
    etag: z.string().min(1),
    sizeBytes: z.int().min(0),
  })
  .readonly();

export type PhotoReference = z.infer<typeof photoReference>;
