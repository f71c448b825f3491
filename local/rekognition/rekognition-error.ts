const MESSAGES = {
  AccessDeniedException: "The local Rekognition answers to 127.0.0.1 and localhost only",
  ImageTooLargeException: "The input image size exceeds the allowed limit",
  InvalidImageFormatException: "Request has invalid image format",
  InvalidParameterException: "Request has invalid parameters",
  InvalidS3ObjectException:
    "Unable to get object metadata from S3. Check object key, region and/or access permissions.",
  UnknownOperationException: "The operation is not supported by the local Rekognition",
} as const;

/** An error that the caller gets by its name, as the page "DetectLabels" lists them. */
export class RekognitionError extends Error {
  override readonly name: keyof typeof MESSAGES;

  constructor(name: keyof typeof MESSAGES) {
    super(MESSAGES[name]);
    this.name = name;
  }
}
