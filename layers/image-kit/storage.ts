import { S3Client } from "@aws-sdk/client-s3";
import { isUnavailable } from "./is-unavailable.ts";
import { StorageUnavailable } from "./named-errors.ts";

let client: S3Client | undefined;

/**
 * One client for a process, so that connections are kept; region, endpoint and credentials come from the
 * environment.
 */
function storageClient(): S3Client {
  client ??= new S3Client({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 8_000, throwOnRequestTimeout: true },
  });
  return client;
}

/**
 * Calls the storage. What may pass by itself comes out as {@link StorageUnavailable}, after the client's own
 * retries; everything else as the service gave it.
 */
export async function storage<Result>(call: (client: S3Client) => Promise<Result>): Promise<Result> {
  try {
    return await call(storageClient());
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    throw new StorageUnavailable(`The storage does not answer: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** The names that S3 gives to an object, or a version of it, that is not there or is no longer the same. */
const MISSING = new Set(["NoSuchKey", "NoSuchVersion", "NotFound", "PreconditionFailed"]);

export function isMissing(error: unknown): boolean {
  return error instanceof Error && MISSING.has(error.name);
}
