import { type Checksum, type ChecksumAlgorithm, type Checksums, createChecksum } from "./checksum.ts";

/** What is known of bytes that went by. */
export interface BodySummary {
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly md5: string;
  readonly checksums: Checksums;
}

export interface BodyDigest {
  update(bytes: Uint8Array): void;
  /** Ends the digest; the same summary each time. */
  summary(): BodySummary;
}

/** Measures bytes while they go by: their number, their MD5 (S3's ETag) and the checksums asked for. */
export function createBodyDigest(algorithms: readonly ChecksumAlgorithm[]): BodyDigest {
  const md5 = createChecksum("MD5");
  const checksums = new Map<ChecksumAlgorithm, Checksum>();
  for (const algorithm of algorithms) checksums.set(algorithm, createChecksum(algorithm));
  let sizeBytes = 0;
  let summary: BodySummary | undefined;
  return {
    update(bytes) {
      sizeBytes += bytes.byteLength;
      md5.update(bytes);
      for (const checksum of checksums.values()) checksum.update(bytes);
    },
    summary() {
      summary ??= {
        sizeBytes,
        md5: md5.digest().toString("hex"),
        checksums: Object.fromEntries(
          [...checksums].map(([algorithm, checksum]) => [algorithm, checksum.digest().toString("base64")]),
        ),
      };
      return summary;
    },
  };
}

/** Passes the bytes on, measured. */
export async function* measured(
  bytes: AsyncIterable<Uint8Array>,
  digest: BodyDigest,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    digest.update(chunk);
    yield chunk;
  }
}
