import type { ChecksumType } from "./bucket.ts";
import type { ChecksumAlgorithm, Checksums } from "./checksum.ts";
import { removeObjectFile } from "./object-file.ts";
import { S3Error } from "./s3-error.ts";
import type { S3Request } from "./s3-request.ts";
import { bucketNamed, type StoreState } from "./store-state.ts";

/** A part of an upload that is not complete. */
export interface UploadedPart {
  readonly partNumber: number;
  readonly path: string;
  readonly sizeBytes: number;
  /** Without quotes. */
  readonly etag: string;
  readonly checksums: Checksums;
  readonly lastModified: Date;
}

/** An upload between its creation and its completion or abort. */
export interface MultipartUpload {
  readonly uploadId: string;
  readonly bucket: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly algorithm: ChecksumAlgorithm | undefined;
  readonly checksumType: ChecksumType;
  /** By part number. */
  readonly parts: Map<number, UploadedPart>;
}

/** @throws S3Error NoSuchBucket, NoSuchUpload */
export function requestedUpload(state: StoreState, request: S3Request): MultipartUpload {
  const bucket = bucketNamed(state, request.bucket);
  const upload = state.uploads.get(request.query.get("uploadId") ?? "");
  if (upload === undefined || upload.bucket !== bucket.name || upload.key !== request.key) {
    throw new S3Error("NoSuchUpload", "There is no such upload: it never was, or was completed or aborted.");
  }
  return upload;
}

/** Removes the bytes of all parts. */
export async function removeParts(upload: MultipartUpload): Promise<void> {
  for (const part of upload.parts.values()) await removeObjectFile(part.path);
}
