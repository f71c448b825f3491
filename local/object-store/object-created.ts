/** Says that an object was stored. Follows the `detail` of "Amazon S3 event message structure" for EventBridge. */
export interface ObjectCreated {
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
  /** Without quotes. */
  readonly etag: string;
  /** Only in a versioned bucket. */
  readonly versionId?: string;
  /** Hexadecimal, of a fixed length: a later object of the store has a greater one. */
  readonly sequencer: string;
  readonly reason: "PutObject" | "CopyObject" | "CompleteMultipartUpload";
}
