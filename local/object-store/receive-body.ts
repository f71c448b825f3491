import { createHash, type Hash } from "node:crypto";
import { decodeAwsChunked } from "./aws-chunked.ts";
import { type BodySummary, createBodyDigest, measured } from "./body-digest.ts";
import {
  CHECKSUM_ALGORITHMS,
  type ChecksumAlgorithm,
  type Checksums,
  checksumHeader,
  isChecksumAlgorithm,
} from "./checksum.ts";
import { S3Error } from "./s3-error.ts";
import { headerOf, type S3Request } from "./s3-request.ts";

/** A body on its way in. */
export interface ReceivedBody {
  /** The bytes without framing. They end with an error where they are not what the request said they would be. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What came; only after the bytes were read to their end. */
  readonly summary: () => BodySummary;
}

/**
 * Takes in a request's body, plain or `aws-chunked`, and holds it against the length, the checksums (as header or as
 * trailer), `Content-MD5` and `x-amz-content-sha256` that the client gave. `algorithm` is computed in any case.
 *
 * @throws S3Error BadDigest, InvalidDigest, IncompleteBody, MalformedTrailerError, InvalidRequest,
 *   XAmzContentSHA256Mismatch; NotImplemented for an algorithm of the XXHASH family
 */
export function receiveBody(request: S3Request, algorithm?: ChecksumAlgorithm): ReceivedBody {
  const asked = [...announcedAlgorithms(request)];
  const digest = createBodyDigest(algorithm === undefined ? asked : [...asked, algorithm]);
  const contentHash = contentHashOf(request);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const trailers = new Map<string, string>();
    const body = isAwsChunked(request) ? decodeAwsChunked(request.body(), trailers) : request.body();
    for await (const chunk of measured(body, digest)) {
      contentHash?.hash.update(chunk);
      yield chunk;
    }
    verifyLength(request, digest.summary());
    verifyContentHash(contentHash);
    verifyMd5(request, digest.summary());
    verifyChecksums(givenChecksums(request, trailers), digest.summary());
  }
  return { bytes: bytes(), summary: digest.summary };
}

/** The checksums that the headers give, by algorithm. */
export function headerChecksums(request: S3Request): Checksums {
  const given: Partial<Record<ChecksumAlgorithm, string>> = {};
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const value = headerOf(request, checksumHeader(algorithm));
    if (value !== undefined) given[algorithm] = value;
  }
  return given;
}

/** @throws S3Error BadDigest where a given checksum differs from the computed one */
export function verifyChecksums(given: Checksums, { checksums }: BodySummary): void {
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    if (given[algorithm] !== undefined && given[algorithm] !== checksums[algorithm]) {
      throw new S3Error("BadDigest", `The ${algorithm} that was given is not the checksum of what arrived.`);
    }
  }
}

/** @throws S3Error NotImplemented for an algorithm that the store does not know */
export function knownAlgorithm(name: string): ChecksumAlgorithm {
  const algorithm = name.toUpperCase();
  if (isChecksumAlgorithm(algorithm)) return algorithm;
  throw new S3Error("NotImplemented", `The local object store does not offer ${algorithm} checksums.`);
}

function isAwsChunked(request: S3Request): boolean {
  const encoding = headerOf(request, "content-encoding") ?? "";
  const hash = headerOf(request, "x-amz-content-sha256") ?? "";
  return hash.startsWith("STREAMING-") || encoding.split(",").some((name) => name.trim() === "aws-chunked");
}

const NOT_A_CHECKSUM = new Set(["mode", "algorithm", "type"]);

function announcedAlgorithms(request: S3Request): Set<ChecksumAlgorithm> {
  const names = [...Object.keys(request.headers), ...trailerNames(request)];
  const algorithms = new Set<ChecksumAlgorithm>();
  for (const name of names) {
    const suffix = /^x-amz-checksum-(.+)$/.exec(name)?.[1];
    if (suffix !== undefined && !NOT_A_CHECKSUM.has(suffix)) algorithms.add(knownAlgorithm(suffix));
  }
  const announced = headerOf(request, "x-amz-sdk-checksum-algorithm");
  if (announced !== undefined && !algorithms.has(knownAlgorithm(announced))) {
    throw new S3Error("InvalidRequest", `The request announces a ${announced} checksum and gives none.`);
  }
  return algorithms;
}

function trailerNames(request: S3Request): readonly string[] {
  const names = headerOf(request, "x-amz-trailer");
  return names === undefined ? [] : names.split(",").map((name) => name.trim().toLowerCase());
}

function givenChecksums(request: S3Request, trailers: ReadonlyMap<string, string>): Checksums {
  const given: Partial<Record<ChecksumAlgorithm, string>> = headerChecksums(request);
  for (const name of trailerNames(request)) {
    const value = trailers.get(name);
    if (value === undefined) throw new S3Error("MalformedTrailerError", `The trailer ${name} is missing.`);
    const suffix = /^x-amz-checksum-(.+)$/.exec(name)?.[1];
    if (suffix !== undefined) given[knownAlgorithm(suffix)] = value;
  }
  return given;
}

function verifyLength(request: S3Request, { sizeBytes }: BodySummary): void {
  const length = headerOf(request, "x-amz-decoded-content-length");
  if (length !== undefined && Number(length) !== sizeBytes) {
    throw new S3Error("IncompleteBody", `The request announces ${length} bytes and carries ${sizeBytes}.`);
  }
}

function verifyMd5(request: S3Request, { md5 }: BodySummary): void {
  const given = headerOf(request, "content-md5");
  if (given === undefined) return;
  const bytes = Buffer.from(given, "base64");
  if (bytes.length !== 16) throw new S3Error("InvalidDigest", "The Content-MD5 is not a base64 MD5.");
  if (bytes.toString("hex") !== md5) {
    throw new S3Error("BadDigest", "The Content-MD5 that was given is not the MD5 of what arrived.");
  }
}

interface ContentHash {
  readonly expected: string;
  readonly hash: Hash;
}

function contentHashOf(request: S3Request): ContentHash | undefined {
  const expected = headerOf(request, "x-amz-content-sha256")?.toLowerCase();
  if (expected === undefined || !/^[0-9a-f]{64}$/.test(expected)) return undefined;
  return { expected, hash: createHash("sha256") };
}

function verifyContentHash(contentHash: ContentHash | undefined): void {
  if (contentHash !== undefined && contentHash.hash.digest("hex") !== contentHash.expected) {
    throw new S3Error(
      "XAmzContentSHA256Mismatch",
      "The x-amz-content-sha256 that was given is not the hash of what arrived.",
    );
  }
}
