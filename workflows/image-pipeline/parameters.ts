import { z } from "zod";

/** What a photo can be turned into, and how well. */
const outputFormat = z.strictObject({
  format: z.enum(["jpeg", "webp", "avif"]),
  /** 1 (smallest) to 100 (best). */
  quality: z.int().min(1).max(100),
});

/** A named cut-out. */
const crop = z.strictObject({
  /** Part of the file name: `square` gives `cropped-square.jpg`. */
  name: z.string().regex(/^[a-z0-9-]{1,32}$/, "lower case letters, digits and -"),
  /** Pixels. */
  width: z.int().min(1).max(4096),
  /** Pixels. */
  height: z.int().min(1).max(4096),
  /** `attention`: where the eye goes; `centre`: the middle. */
  position: z.enum(["attention", "centre"]),
});

/** Two outputs of one name would overwrite each other. */
function areDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

const filterName = z.enum(["grayscale", "sepia", "blur", "sharpen", "vintage"]);

/** The image pipeline's parameters, each with a default. */
export const pipelineParameters = z.strictObject({
  /** The largest upload that is taken, in bytes. Default: 50 MB. */
  maxUploadBytes: z.int().min(1).max(5_000_000_000).default(50_000_000),
  /** The largest picture that is decoded, in pixels. Default: 50 megapixels. */
  maxPixels: z.int().min(1).max(268_000_000).default(50_000_000),
  /** The longer side of the copy that all steps work on, in pixels. Default: 2048. */
  workingSidePx: z.int().min(64).max(4096).default(2048),
  formats: z
    .array(outputFormat)
    .min(1)
    .refine((list) => areDistinct(list.map(({ format }) => format)), "expected each format once")
    .default([
      { format: "webp", quality: 80 },
      { format: "jpeg", quality: 82 },
      { format: "avif", quality: 50 },
    ]),
  crops: z
    .array(crop)
    .min(1)
    .max(20)
    .refine((list) => areDistinct(list.map(({ name }) => name)), "expected each name once")
    .default([
      { name: "square", width: 512, height: 512, position: "attention" },
      { name: "wide", width: 1200, height: 630, position: "attention" },
      { name: "thumbnail", width: 160, height: 160, position: "centre" },
    ]),
  filters: z
    .array(filterName)
    .min(1)
    .refine(areDistinct, "expected each filter once")
    .default(["grayscale", "sepia", "blur", "sharpen", "vintage"]),
  /** How many labels at most. Default: 10. */
  maxLabels: z.int().min(1).max(1000).default(10),
  /** Labels below this confidence are left out, 0 to 100. Default: 55. */
  minConfidence: z.number().min(0).max(100).default(55),
});

export type PipelineParameters = z.output<typeof pipelineParameters>;
/** The same, as it is written: everything optional. */
export type PipelineParametersInput = z.input<typeof pipelineParameters>;
