import { CHECKSUM_ALGORITHMS } from "./checksum.ts";
import type { MultipartUpload, UploadedPart } from "./multipart-upload.ts";
import { childText, type XmlNode } from "./parse-xml.ts";
import { S3Error } from "./s3-error.ts";

/** Every part but the last one has at least this size. Follows "Amazon S3 multipart upload limits". */
const PART_MINIMUM_BYTES = 5 * 1024 * 1024;

/**
 * The parts that a completion names, in its order.
 *
 * @throws S3Error InvalidPart, InvalidPartOrder, EntityTooSmall, MalformedXML
 */
export function completedParts(upload: MultipartUpload, completion: XmlNode): readonly UploadedPart[] {
  const listed = completion.children.filter((child) => child.name === "Part");
  if (listed.length === 0) throw new S3Error("MalformedXML", "A completion must name at least one part.");
  const parts = listed.map((part) => completedPart(upload, part));
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1];
    if (next === undefined) break;
    if (next.partNumber <= part.partNumber) {
      throw new S3Error("InvalidPartOrder", "The parts must be named in ascending order.");
    }
    if (part.sizeBytes < PART_MINIMUM_BYTES) {
      throw new S3Error(
        "EntityTooSmall",
        `Part ${part.partNumber} has ${part.sizeBytes} bytes; all but the last need ${PART_MINIMUM_BYTES}.`,
      );
    }
  }
  return parts;
}

function completedPart(upload: MultipartUpload, listed: XmlNode): UploadedPart {
  const partNumber = Number(childText(listed, "PartNumber"));
  const etag = childText(listed, "ETag")?.replaceAll('"', "");
  const part = upload.parts.get(partNumber);
  if (part === undefined || part.etag !== etag) {
    throw new S3Error("InvalidPart", `There is no part ${partNumber} with the ETag ${etag}.`);
  }
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const given = childText(listed, `Checksum${algorithm}`);
    const stored = part.checksums[algorithm];
    if (given !== undefined && stored !== undefined && given !== stored) {
      throw new S3Error("InvalidPart", `Part ${partNumber} has another ${algorithm} than the one given.`);
    }
  }
  return part;
}
