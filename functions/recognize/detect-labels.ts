import { DetectLabelsCommand, RekognitionClient } from "@aws-sdk/client-rekognition";
import { DamagedPhoto, isUnavailable, RecognitionUnavailable } from "@terraloom/image-kit";

export interface Label {
  readonly name: string;
  /** Percent, with one decimal. */
  readonly confidence: number;
}

export interface LabelQuery {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
  readonly maxLabels: number;
  /** Percent. */
  readonly minConfidence: number;
}

/** What is in the picture itself ("DetectLabels", Amazon Rekognition API reference). */
const REFUSED = new Set(["ImageTooLargeException", "InvalidImageFormatException"]);

let client: RekognitionClient | undefined;

/** Asks Rekognition what a stored JPEG or PNG shows: surest first, then by name. */
export async function detectLabels(query: LabelQuery): Promise<readonly Label[]> {
  client ??= new RekognitionClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
  });
  const { bucket, key, versionId, maxLabels, minConfidence } = query;
  const command = new DetectLabelsCommand({
    Image: {
      S3Object: { Bucket: bucket, Name: key, ...(versionId !== undefined && { Version: versionId }) },
    },
    MaxLabels: maxLabels,
    MinConfidence: minConfidence,
  });
  const { Labels = [] } = await client.send(command).catch((error: Error): never => {
    throw recognitionError(error);
  });
  return Labels.map(({ Name = "", Confidence = 0 }) => ({
    name: Name,
    confidence: Math.round(Confidence * 10) / 10,
  })).sort((left, right) => right.confidence - left.confidence || (left.name < right.name ? -1 : 1));
}

function recognitionError(error: Error): Error {
  if (REFUSED.has(error.name)) {
    return new DamagedPhoto(`Rekognition does not take the picture: ${error.message}`, { cause: error });
  }
  if (!isUnavailable(error)) return error;
  return new RecognitionUnavailable(`Rekognition does not answer: ${error.message}`, { cause: error });
}
