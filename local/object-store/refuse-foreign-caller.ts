import type { IncomingHttpHeaders } from "node:http";
import { S3Error } from "./s3-error.ts";

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Refuses what a web page in the user's browser could send. By DNS rebinding its requests carry a foreign Host; directly
 * they carry a foreign Origin.
 *
 * @throws S3Error AccessDenied
 */
export function refuseForeignCaller({ host, origin }: IncomingHttpHeaders): void {
  if (!LOOPBACK.test(host ?? "")) {
    throw new S3Error("AccessDenied", "The store answers to 127.0.0.1 and localhost only, in path style.");
  }
  if (origin !== undefined && !LOOPBACK.test(origin.replace(/^https?:\/\//, ""))) {
    throw new S3Error("AccessDenied", "The store does not answer to web pages of other origins.");
  }
}
