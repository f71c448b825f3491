import { createHash } from "node:crypto";

const UPLOAD_PREFIX = "uploads/";

/** A key has at most 1,024 bytes ("Naming Amazon S3 objects"); the rest is for what is put around the name. */
const MAX_NAME_BYTES = 800;

/**
 * The name of a photo inside result keys: its key without the leading `uploads/`, with `/`, spaces, quotes and
 * Unicode as they are. Percent-encoded is only what would not survive in a key or a path: control characters,
 * `\`, `%` itself, and segments that are empty, `.` or `..`. A name over 800 bytes is cut and ends in `%-` and
 * a hash, which no encoding gives, so that different keys never share a name.
 */
export function photoName(key: string): string {
  const path = key.startsWith(UPLOAD_PREFIX) ? key.slice(UPLOAD_PREFIX.length) : key;
  const name = path.split("/").map(encodeSegment).join("/");
  return Buffer.byteLength(name) <= MAX_NAME_BYTES ? name : shorten(name);
}

function encodeSegment(segment: string): string {
  if (segment === "") return "%";
  if (segment === "." || segment === "..") return segment.replaceAll(".", "%2E");
  return segment.replace(/[\p{Cc}\\%]/gu, (character) => encodeURIComponent(character));
}

function shorten(name: string): string {
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 32);
  const start = Buffer.from(name)
    .subarray(0, MAX_NAME_BYTES - 34)
    .toString();
  // A cut inside a character leaves a replacement character, a cut behind "/" an empty segment.
  return `${start.replace(/[\uFFFD/]+$/u, "")}%-${hash}`;
}
