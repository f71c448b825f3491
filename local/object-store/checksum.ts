import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { crc32c } from "./crc32c.ts";
import { crc64Nvme } from "./crc64-nvme.ts";

/** Base64 values by algorithm: `{ CRC32: "NSRBwg==" }`. */
export type Checksums = Readonly<Partial<Record<ChecksumAlgorithm, string>>>;

/** A checksum in the making. */
export interface Checksum {
  update(bytes: Uint8Array): void;
  /** The checksum as bytes; ends it. */
  digest(): Buffer;
}

const CHECKSUMS = {
  CRC32: () => crcChecksum(crc32),
  CRC32C: () => crcChecksum(crc32c),
  CRC64NVME: crc64Checksum,
  MD5: () => hashChecksum("md5"),
  SHA1: () => hashChecksum("sha1"),
  SHA256: () => hashChecksum("sha256"),
  SHA512: () => hashChecksum("sha512"),
} as const;

/** The algorithms of "Checking object integrity in Amazon S3", without the XXHASH family. */
export type ChecksumAlgorithm = keyof typeof CHECKSUMS;

export const CHECKSUM_ALGORITHMS = Object.keys(CHECKSUMS) as readonly ChecksumAlgorithm[];

export function createChecksum(algorithm: ChecksumAlgorithm): Checksum {
  return CHECKSUMS[algorithm]();
}

export function isChecksumAlgorithm(name: string): name is ChecksumAlgorithm {
  return Object.hasOwn(CHECKSUMS, name);
}

/** `x-amz-checksum-crc32` for CRC32. */
export function checksumHeader(algorithm: ChecksumAlgorithm): string {
  return `x-amz-checksum-${algorithm.toLowerCase()}`;
}

function hashChecksum(name: string): Checksum {
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
}

function crcChecksum(next: (bytes: Uint8Array, previous: number) => number): Checksum {
  let value = 0;
  return {
    update(bytes) {
      value = next(bytes, value);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

function crc64Checksum(): Checksum {
  let value = { high: 0, low: 0 };
  return {
    update(bytes) {
      value = crc64Nvme(bytes, value);
    },
    digest() {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(value.high, 0);
      bytes.writeUInt32BE(value.low, 4);
      return bytes;
    },
  };
}
