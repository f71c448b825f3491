import { listLimit } from "../list-request.ts";
import { requestedUpload, type UploadedPart } from "../multipart-upload.ts";
import { S3Error } from "../s3-error.ts";
import type { S3Reply } from "../s3-reply.ts";
import type { S3Request } from "../s3-request.ts";
import type { StoreState } from "../store-state.ts";
import { xmlDocument, xmlElement, xmlText } from "../xml-document.ts";

/** Follows "ListParts" of the S3 API reference. */
export async function listParts(state: StoreState, request: S3Request): Promise<S3Reply> {
  const upload = requestedUpload(state, request);
  const marker = Number(request.query.get("part-number-marker") ?? "0");
  if (!Number.isInteger(marker)) throw new S3Error("InvalidArgument", "part-number-marker must be a number.");
  const limit = listLimit(request, "max-parts");
  const parts = [...upload.parts.values()]
    .filter(({ partNumber }) => partNumber > marker)
    .sort((a, b) => a.partNumber - b.partNumber);
  const page = parts.slice(0, limit);
  const body = xmlDocument("ListPartsResult", [
    xmlText("Bucket", upload.bucket),
    xmlText("Key", upload.key),
    xmlText("UploadId", upload.uploadId),
    xmlText("PartNumberMarker", marker),
    xmlText("NextPartNumberMarker", page.at(-1)?.partNumber),
    xmlText("MaxParts", limit),
    xmlText("IsTruncated", page.length > 0 && page.length < parts.length),
    xmlText("ChecksumAlgorithm", upload.algorithm),
    ...page.map(partElement),
  ]);
  return { status: 200, headers: {}, body };
}

function partElement(part: UploadedPart): string {
  const checksums = Object.entries(part.checksums);
  return xmlElement("Part", [
    xmlText("PartNumber", part.partNumber),
    xmlText("LastModified", part.lastModified.toISOString()),
    xmlText("ETag", `"${part.etag}"`),
    xmlText("Size", part.sizeBytes),
    ...checksums.map(([algorithm, value]) => xmlText(`Checksum${algorithm}`, value)),
  ]);
}
