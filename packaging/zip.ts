import { crc32 } from "node:zlib";
import { deflated } from "./deflated.ts";
import { refuseUnsafePath, ZIP, type ZipFile } from "./zip-file.ts";

const VERSION_NEEDED = 20;
/** Version 2.0 made on Unix, so that the upper half of the external attributes is a file mode. */
const VERSION_MADE_BY = (3 << 8) | VERSION_NEEDED;
/** 1980-01-01 00:00, the earliest date of the format. */
const DOS_DATE = 0x0021;
const DOS_TIME = 0;
const FILE_MODE = 0o100644;
const EXECUTABLE_MODE = 0o100755;
const MAX_FILES = 0xffff;
const MAX_BYTES = 0xffff_ffff;

interface Entry {
  readonly name: Buffer;
  readonly crc: number;
  readonly method: number;
  readonly data: Uint8Array;
  readonly sizeBytes: number;
  readonly mode: number;
}

/**
 * A zip whose bytes depend on paths, contents and the executable flag alone: sorted by the bytes of the path, one
 * time stamp, two modes, one compression level, no folder entries.
 *
 * @throws Error for an unsafe path, two files with one path, or more than the format holds without ZIP64.
 */
export function zipFiles(files: readonly ZipFile[]): Uint8Array {
  const entries = files.map(entryOf).sort((a, b) => Buffer.compare(a.name, b.name));
  refuseDuplicates(entries);
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const header = localHeader(entry);
    parts.push(header, entry.name, entry.data);
    directory.push(centralHeader(entry, offset), entry.name);
    offset += header.length + entry.name.length + entry.data.length;
  }
  const directoryBytes = directory.reduce((sum, part) => sum + part.length, 0);
  if (entries.length > MAX_FILES || offset + directoryBytes > MAX_BYTES) {
    throw new Error(`A zip without ZIP64 holds ${MAX_FILES} files and 4 GB, but this one has more.`);
  }
  return Buffer.concat([...parts, ...directory, endRecord(entries.length, directoryBytes, offset)]);
}

function entryOf(file: ZipFile): Entry {
  refuseUnsafePath(file.path);
  const stream = deflated(file.bytes);
  const smaller = stream.length < file.bytes.length;
  return {
    name: Buffer.from(file.path, "utf8"),
    crc: checksum(file.bytes),
    method: smaller ? ZIP.deflated : ZIP.stored,
    data: smaller ? stream : file.bytes,
    sizeBytes: file.bytes.length,
    mode: file.executable ? EXECUTABLE_MODE : FILE_MODE,
  };
}

/** The packages of many functions are the very same bytes. */
const CHECKSUMS = new WeakMap<Uint8Array, number>();

function checksum(bytes: Uint8Array): number {
  const sum = CHECKSUMS.get(bytes) ?? crc32(bytes);
  CHECKSUMS.set(bytes, sum);
  return sum;
}

function refuseDuplicates(sorted: readonly Entry[]): void {
  sorted.forEach((entry, index) => {
    if (sorted[index - 1]?.name.equals(entry.name)) {
      throw new Error(`Invalid zip: the path "${entry.name}" occurs twice.`);
    }
  });
}

function localHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(ZIP.localHeaderBytes);
  header.writeUInt32LE(ZIP.localHeader, 0);
  writeShared(header, 4, entry);
  return header;
}

function centralHeader(entry: Entry, localOffset: number): Buffer {
  const header = Buffer.alloc(ZIP.centralHeaderBytes);
  header.writeUInt32LE(ZIP.centralHeader, 0);
  header.writeUInt16LE(VERSION_MADE_BY, 4);
  writeShared(header, 6, entry);
  header.writeUInt32LE(entry.mode * 0x10000, 38);
  header.writeUInt32LE(localOffset, 42);
  return header;
}

/** The fields that the local and the central header have in common, in the same order. */
function writeShared(header: Buffer, start: number, entry: Entry): void {
  header.writeUInt16LE(VERSION_NEEDED, start);
  header.writeUInt16LE(ZIP.utf8Flag, start + 2);
  header.writeUInt16LE(entry.method, start + 4);
  header.writeUInt16LE(DOS_TIME, start + 6);
  header.writeUInt16LE(DOS_DATE, start + 8);
  header.writeUInt32LE(entry.crc, start + 10);
  header.writeUInt32LE(entry.data.length, start + 14);
  header.writeUInt32LE(entry.sizeBytes, start + 18);
  header.writeUInt16LE(entry.name.length, start + 22);
}

function endRecord(count: number, directoryBytes: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(ZIP.endBytes);
  record.writeUInt32LE(ZIP.end, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(directoryBytes, 12);
  record.writeUInt32LE(directoryOffset, 16);
  return record;
}
