import { z } from "zod";
import { decodeImage } from "./decode-image.ts";
import type { Detection, Detector } from "./detector.ts";
import { RekognitionError } from "./rekognition-error.ts";

/** Gives the bytes of an object, or undefined when there is no such object or version. */
export type ReadObject = (bucket: string, key: string, versionId?: string) => Promise<Uint8Array | undefined>;

/** Sizes of an image in bytes, by "Guidelines and quotas in Amazon Rekognition". */
const MAX_S3_BYTES = 15 * 1024 ** 2;
const MAX_INLINE_BYTES = 5 * 1024 ** 2;

const DEFAULT_MIN_CONFIDENCE = 55;

const s3ObjectSchema = z.object({
  Bucket: z.string().min(1),
  Name: z.string().min(1),
  Version: z.string().min(1).optional(),
});

const requestSchema = z.object({
  Image: z.union([
    z.object({ Bytes: z.base64().min(1), S3Object: z.undefined().optional() }),
    z.object({ S3Object: s3ObjectSchema, Bytes: z.undefined().optional() }),
  ]),
  MaxLabels: z.int().min(0).optional(),
  MinConfidence: z.number().min(0).max(100).default(DEFAULT_MIN_CONFIDENCE),
});

type DetectLabelsRequest = z.infer<typeof requestSchema>;

interface Instance {
  readonly BoundingBox: Record<"Width" | "Height" | "Left" | "Top", number>;
  readonly Confidence: number;
}

/** One label of the answer; a model without a taxonomy knows no parents, aliases and categories. */
interface Label {
  readonly Name: string;
  readonly Confidence: number;
  readonly Instances: readonly Instance[];
  readonly Parents: readonly [];
  readonly Aliases: readonly [];
  readonly Categories: readonly [];
}

/**
 * Answers a request of Rekognition's "DetectLabels".
 *
 * @param body the request's JSON, parsed
 * @throws RekognitionError for what Rekognition would refuse
 */
export async function detectLabels(
  body: unknown,
  readObject: ReadObject,
  loadDetector: () => Promise<Detector>,
): Promise<{ readonly Labels: readonly Label[]; readonly LabelModelVersion: "3.0" }> {
  const request = requestSchema.safeParse(body);
  if (!request.success) throw new RekognitionError("InvalidParameterException");
  const { Image, MaxLabels, MinConfidence } = request.data;
  const { rgb, width, height } = await decodeImage(await bytesOf(Image, readObject));
  const detector = await loadDetector();
  const detections = await detector.detect(rgb, width, height);
  const sure = detections.filter(({ confidence }) => confidence >= MinConfidence);
  return { Labels: labelsOf(sure).slice(0, MaxLabels), LabelModelVersion: "3.0" };
}

async function bytesOf(image: DetectLabelsRequest["Image"], readObject: ReadObject): Promise<Uint8Array> {
  if (image.S3Object === undefined) {
    const bytes = Buffer.from(image.Bytes, "base64");
    if (bytes.length > MAX_INLINE_BYTES) throw new RekognitionError("ImageTooLargeException");
    return bytes;
  }
  const { Bucket, Name, Version } = image.S3Object;
  const bytes = await readObject(Bucket, Name, Version);
  if (bytes === undefined) throw new RekognitionError("InvalidS3ObjectException");
  if (bytes.length > MAX_S3_BYTES) throw new RekognitionError("ImageTooLargeException");
  return bytes;
}

/** A label for each name, in the order of its surest instance. */
function labelsOf(detections: readonly Detection[]): readonly Label[] {
  const names = new Set(detections.map(({ name }) => name));
  return [...names].map((name) => {
    const instances = detections.filter((detection) => detection.name === name).map(instanceOf);
    const Confidence = Math.max(...instances.map((instance) => instance.Confidence));
    return { Name: name, Confidence, Instances: instances, Parents: [], Aliases: [], Categories: [] };
  });
}

function instanceOf({ box, confidence }: Detection): Instance {
  const BoundingBox = { Width: box.width, Height: box.height, Left: box.left, Top: box.top };
  return { BoundingBox, Confidence: confidence };
}
