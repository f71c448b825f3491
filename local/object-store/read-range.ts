import type { ObjectVersion } from "./bucket.ts";
import type { ByteRange } from "./object-file.ts";
import { S3Error } from "./s3-error.ts";
import { headerOf, type S3Request } from "./s3-request.ts";

/**
 * The bytes that a read asks for by `Range` or `partNumber`; undefined for the whole object, which S3 also answers to
 * several ranges at once and to a range that it cannot read.
 *
 * @throws S3Error InvalidRange where the object has no such bytes, InvalidPart where it has no such part
 */
export function readRange(request: S3Request, version: ObjectVersion): ByteRange | undefined {
  const partNumber = request.query.get("partNumber");
  if (partNumber !== null) return partRange(version, Number(partNumber));
  const match = /^bytes=(\d*)-(\d*)$/.exec(headerOf(request, "range") ?? "");
  if (match === null) return undefined;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return undefined;
  const size = version.sizeBytes;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== "" && last !== "" && Number(last) < start) return undefined;
  if (start > end) {
    throw new S3Error("InvalidRange", "The object does not have the bytes that the range asks for.", {
      "content-range": `bytes */${size}`,
    });
  }
  return { start, end };
}

function partRange(version: ObjectVersion, partNumber: number): ByteRange | undefined {
  const sizes = version.partSizesBytes;
  if (sizes.length === 0 && partNumber === 1) return undefined;
  const size = sizes[partNumber - 1];
  if (size === undefined) throw new S3Error("InvalidPart", `The object has no part ${partNumber}.`);
  const start = sizes.slice(0, partNumber - 1).reduce((sum, earlier) => sum + earlier, 0);
  return { start, end: start + size - 1 };
}
