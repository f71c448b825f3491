import { type BodySummary, createBodyDigest, measured } from "../body-digest.ts";
import type { ObjectVersion } from "../bucket.ts";
import { type ChecksumAlgorithm, type Checksums, createChecksum } from "../checksum.ts";
import { commitObject } from "../commit-object.ts";
import { completedParts } from "../completed-parts.ts";
import {
  type MultipartUpload,
  removeParts,
  requestedUpload,
  type UploadedPart,
} from "../multipart-upload.ts";
import { readObjectFile, removeObjectFile, writeObjectFile } from "../object-file.ts";
import { versionIdHeader } from "../object-headers.ts";
import { readXml } from "../read-xml.ts";
import { headerChecksums, verifyChecksums } from "../receive-body.ts";
import { S3Error } from "../s3-error.ts";
import type { S3Reply } from "../s3-reply.ts";
import { headerOf, type S3Request } from "../s3-request.ts";
import { bucketNamed, type StoreState } from "../store-state.ts";
import { xmlDocument, xmlText } from "../xml-document.ts";

/** Follows "CompleteMultipartUpload" of the S3 API reference. An upload that cannot be completed stays as it was. */
export async function completeMultipartUpload(state: StoreState, request: S3Request): Promise<S3Reply> {
  const bucket = bucketNamed(state, request.bucket);
  const completion = await readXml(request.body(), "CompleteMultipartUpload");
  const upload = requestedUpload(state, request);
  const parts = completedParts(upload, completion);
  // From here on no other completion and no abort may touch the parts.
  state.uploads.delete(upload.uploadId);
  try {
    const version = await joinParts(state, request, upload, parts);
    await removeParts(upload);
    return {
      status: 200,
      headers: versionIdHeader(bucket, version.versionId),
      body: completeResult(request, version),
    };
  } catch (error) {
    state.uploads.set(upload.uploadId, upload);
    throw error;
  }
}

async function joinParts(
  state: StoreState,
  request: S3Request,
  upload: MultipartUpload,
  parts: readonly UploadedPart[],
): Promise<ObjectVersion> {
  const given = headerChecksums(request);
  const asked = Object.keys(given) as ChecksumAlgorithm[];
  const algorithms = upload.algorithm === undefined ? asked : [...asked, upload.algorithm];
  const digest = createBodyDigest(algorithms);
  const path = await writeObjectFile(state.directory, measured(bytesOf(parts), digest));
  const summary = summaryOf(upload, parts, digest.summary());
  try {
    verifySize(request, summary.sizeBytes);
    verifyChecksums(given, summary);
  } catch (error) {
    await removeObjectFile(path);
    throw error;
  }
  return commitObject(
    state,
    bucketNamed(state, upload.bucket),
    request,
    {
      key: upload.key,
      path,
      sizeBytes: summary.sizeBytes,
      etag: multipartEtag(parts),
      headers: upload.headers,
      checksums: summary.checksums,
      checksumType: upload.checksumType,
      partSizesBytes: parts.map(({ sizeBytes }) => sizeBytes),
    },
    "CompleteMultipartUpload",
  );
}

async function* bytesOf(parts: readonly UploadedPart[]): AsyncGenerator<Uint8Array> {
  for (const { path, sizeBytes } of parts) yield* readObjectFile(path, { start: 0, end: sizeBytes - 1 });
}

function summaryOf(
  upload: MultipartUpload,
  parts: readonly UploadedPart[],
  whole: BodySummary,
): Pick<BodySummary, "sizeBytes" | "checksums" | "md5"> {
  const { algorithm, checksumType } = upload;
  if (algorithm === undefined || checksumType === "FULL_OBJECT") return whole;
  return { ...whole, checksums: compositeChecksum(algorithm, parts) };
}

function compositeChecksum(algorithm: ChecksumAlgorithm, parts: readonly UploadedPart[]): Checksums {
  const checksum = createChecksum(algorithm);
  for (const part of parts) checksum.update(Buffer.from(part.checksums[algorithm] ?? "", "base64"));
  return { [algorithm]: `${checksum.digest().toString("base64")}-${parts.length}` };
}

function multipartEtag(parts: readonly UploadedPart[]): string {
  const md5 = createChecksum("MD5");
  for (const { etag } of parts) md5.update(Buffer.from(etag, "hex"));
  return `${md5.digest().toString("hex")}-${parts.length}`;
}

function verifySize(request: S3Request, sizeBytes: number): void {
  const expected = headerOf(request, "x-amz-mp-object-size");
  if (expected !== undefined && Number(expected) !== sizeBytes) {
    throw new S3Error("InvalidRequest", `The parts have ${sizeBytes} bytes together, not ${expected}.`);
  }
}

function completeResult(request: S3Request, version: ObjectVersion): string {
  const checksums = Object.entries(version.checksums);
  return xmlDocument("CompleteMultipartUploadResult", [
    xmlText("Location", `http://${headerOf(request, "host")}/${version.key}`),
    xmlText("Bucket", request.bucket),
    xmlText("Key", version.key),
    xmlText("ETag", `"${version.etag}"`),
    ...checksums.map(([algorithm, value]) => xmlText(`Checksum${algorithm}`, value)),
    xmlText("ChecksumType", checksums.length === 0 ? undefined : version.checksumType),
  ]);
}
