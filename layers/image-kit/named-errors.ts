/*
 * The names are literal: Step Functions matches errors by name, and a minified class is called "s". What has to be done
 * about each is said by the workflow that catches it.
 */

interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
}

/** The photo's fault: it has no bytes. */
export class EmptyPhoto extends Error {
  override readonly name = "EmptyPhoto";
}

/** The photo's fault: it has more bytes than are taken. */
export class PhotoTooLarge extends Error {
  override readonly name = "PhotoTooLarge";
}

/** The photo's fault: it has more pixels than are decoded. */
export class TooManyPixels extends Error {
  override readonly name = "TooManyPixels";
}

/** The photo's fault: it is of a type that is taken, and cannot be decoded. */
export class DamagedPhoto extends Error {
  override readonly name = "DamagedPhoto";
}

/** Nobody's fault: the photo was deleted or replaced after its upload was announced. */
export class PhotoGone extends Error {
  override readonly name = "PhotoGone";

  constructor({ bucket, key }: ObjectPlace) {
    super(`The photo s3://${bucket}/${key} was deleted or replaced.`);
  }
}

/** The working copy was deleted while a step still needed it. */
export class WorkingCopyGone extends Error {
  override readonly name = "WorkingCopyGone";

  constructor({ bucket, key }: ObjectPlace) {
    super(`The working copy s3://${bucket}/${key} was deleted or replaced.`);
  }
}

/** May pass: the storage throttles, fails or does not answer. */
export class StorageUnavailable extends Error {
  override readonly name = "StorageUnavailable";
}

/** May pass: the recognition service throttles, fails or does not answer. */
export class RecognitionUnavailable extends Error {
  override readonly name = "RecognitionUnavailable";
}

/** The caller's fault: the event does not have the shape that the function takes. */
export class InvalidEvent extends Error {
  override readonly name = "InvalidEvent";
}

/** The deployment's fault: an environment variable is missing or wrong. */
export class InvalidEnvironment extends Error {
  override readonly name = "InvalidEnvironment";
}
