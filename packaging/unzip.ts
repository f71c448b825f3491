import { crc32, inflateRawSync } from "node:zlib";
import { refuseUnsafePath, ZIP, type ZipFile } from "./zip-file.ts";

const SYMLINK_TYPE = 0o120000;
const TYPE_MASK = 0o170000;
const ANY_EXECUTE = 0o111;

/** What the directory of a zip says of an entry. */
export interface CentralEntry {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  /** Date and time as MS-DOS has them. */
  readonly modified: number;
  readonly crc: number;
  readonly storedBytes: number;
  readonly sizeBytes: number;
  readonly mode: number;
  readonly localOffset: number;
}

export interface ReadOptions {
  /** Nothing is inflated of a zip that has more. Default: no limit. */
  readonly maxUnzippedBytes?: number;
  /** Gets the bytes of each file that the zip has deflated, and how. */
  readonly whenDeflated?: (bytes: Uint8Array, deflated: Uint8Array) => void;
}

/**
 * The files of a zip, in its order, each checked against its checksum and sizes; folder entries are left out.
 *
 * @throws Error saying what is wrong: cut off, too large, an unsafe path, a symbolic link, encryption, a wrong size or
 * checksum.
 */
export function readZip(bytes: Uint8Array, options: ReadOptions = {}): readonly Required<ZipFile>[] {
  const { maxUnzippedBytes = Number.POSITIVE_INFINITY, whenDeflated } = options;
  return withinBounds(() => {
    const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const paths = new Set<string>();
    const entries = fileEntries(zip);
    if (entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > maxUnzippedBytes) {
      refuse(`it has more than ${maxUnzippedBytes.toLocaleString("en-US")} bytes unzipped`);
    }
    return entries.map((entry) => {
      refuseUnsafePath(entry.path);
      if (paths.has(entry.path)) refuse(`the path "${entry.path}" occurs twice`);
      paths.add(entry.path);
      return fileOf(zip, entry, whenDeflated);
    });
  });
}

/**
 * The paths of the files in a zip, each with what reads its content; nothing else is read than the directory.
 *
 * @throws Error as {@link readZip} does, also when a content is read.
 */
export function openZip(bytes: Uint8Array): ReadonlyMap<string, () => Uint8Array> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = withinBounds(() => fileEntries(zip));
  return new Map(
    entries.map((entry) => [entry.path, () => withinBounds(() => fileOf(zip, entry, undefined).bytes)]),
  );
}

/**
 * All entries of a zip in the order of its directory, folders too, without their contents.
 *
 * @throws Error for what is cut off or no zip.
 */
export function zipEntries(bytes: Uint8Array): readonly CentralEntry[] {
  return withinBounds(() => centralEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
}

function withinBounds<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    // An offset beyond the end, which Buffer reports in words of its own.
    if (error instanceof RangeError) refuse("it is cut off or not a zip");
    throw error;
  }
}

function fileEntries(zip: Buffer): readonly CentralEntry[] {
  return centralEntries(zip).filter((entry) => !(entry.path.endsWith("/") && entry.sizeBytes === 0));
}

function refuse(problem: string): never {
  throw new Error(`Invalid zip: ${problem}.`);
}

function centralEntries(zip: Buffer): readonly CentralEntry[] {
  const end = endOffset(zip);
  const entries: CentralEntry[] = [];
  let offset = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(offset) !== ZIP.centralHeader) refuse("its directory is damaged");
    const nameBytes = zip.readUInt16LE(offset + 28);
    const nameStart = offset + ZIP.centralHeaderBytes;
    entries.push({
      path: zip.toString("utf8", nameStart, nameStart + nameBytes),
      flags: zip.readUInt16LE(offset + 8),
      method: zip.readUInt16LE(offset + 10),
      modified: zip.readUInt32LE(offset + 12),
      crc: zip.readUInt32LE(offset + 16),
      storedBytes: zip.readUInt32LE(offset + 20),
      sizeBytes: zip.readUInt32LE(offset + 24),
      mode: zip.readUInt16LE(offset + 40),
      localOffset: zip.readUInt32LE(offset + 42),
    });
    offset = nameStart + nameBytes + zip.readUInt16LE(offset + 30) + zip.readUInt16LE(offset + 32);
  }
  return entries;
}

function endOffset(zip: Buffer): number {
  const last = zip.length - ZIP.endBytes;
  for (let offset = last; offset >= 0 && offset >= last - ZIP.maxCommentBytes; offset -= 1) {
    if (zip.readUInt32LE(offset) === ZIP.end) return offset;
  }
  return refuse("it is cut off or not a zip");
}

function fileOf(
  zip: Buffer,
  entry: CentralEntry,
  whenDeflated: ReadOptions["whenDeflated"],
): Required<ZipFile> {
  const { path, mode } = entry;
  if ((entry.flags & ZIP.encryptedFlag) !== 0) refuse(`"${path}" is encrypted`);
  if ((mode & TYPE_MASK) === SYMLINK_TYPE) refuse(`"${path}" is a symbolic link`);
  if (zip.readUInt32LE(entry.localOffset) !== ZIP.localHeader) refuse(`"${path}" is not where it should be`);
  const start =
    entry.localOffset +
    ZIP.localHeaderBytes +
    zip.readUInt16LE(entry.localOffset + 26) +
    zip.readUInt16LE(entry.localOffset + 28);
  const stored = zip.subarray(start, start + entry.storedBytes);
  if (stored.length !== entry.storedBytes) refuse("it is cut off or not a zip");
  const bytes = contentOf(entry, stored);
  if (bytes.length !== entry.sizeBytes) refuse(`"${path}" has another size than its header says`);
  if (crc32(bytes) !== entry.crc) refuse(`the checksum of "${path}" does not match`);
  if (entry.method === ZIP.deflated) whenDeflated?.(bytes, stored);
  return { path, bytes, executable: (mode & ANY_EXECUTE) !== 0 };
}

function contentOf(entry: CentralEntry, stored: Buffer): Uint8Array {
  if (entry.method === ZIP.stored) return stored;
  if (entry.method !== ZIP.deflated) refuse(`"${entry.path}" is compressed by method ${entry.method}`);
  try {
    // The bound keeps a forged header from filling the memory.
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, entry.sizeBytes) });
  } catch {
    return refuse(`"${entry.path}" does not decompress to its size`);
  }
}
