import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { S3Error } from "./s3-error.ts";

/** What every operation gets. Bucket and key are decoded; "" where the path has none. */
export interface S3Request {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as it came, framing and all. Reading it stops without closing the connection, so that an error can be answered. */
  readonly body: () => AsyncIterable<Buffer>;
}

const KEY_LIMIT_BYTES = 1024;

/**
 * Splits a path-style request. The path is taken apart by hand: a URL parser would fold `..` and `//`, and both are
 * part of a key.
 *
 * @throws S3Error InvalidURI, KeyTooLongError
 */
export function parseRequest(message: IncomingMessage): S3Request {
  const url = message.url ?? "/";
  if (!url.startsWith("/")) throw new S3Error("InvalidURI", "The request must name a path.");
  const mark = url.indexOf("?");
  const path = mark === -1 ? url.slice(1) : url.slice(1, mark);
  const slash = path.indexOf("/");
  const key = slash === -1 ? "" : decoded(path.slice(slash + 1));
  if (Buffer.byteLength(key) > KEY_LIMIT_BYTES) {
    throw new S3Error("KeyTooLongError", `A key has at most ${KEY_LIMIT_BYTES} bytes.`);
  }
  return {
    method: message.method ?? "GET",
    bucket: decoded(slash === -1 ? path : path.slice(0, slash)),
    key,
    query: new URLSearchParams(mark === -1 ? "" : url.slice(mark + 1)),
    headers: message.headers,
    body: () => message.iterator({ destroyOnReturn: false }),
  };
}

/** A header that comes once; where a client repeats it, the first counts. */
export function headerOf(request: S3Request, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error("InvalidURI", "The path is not percent-encoded UTF-8.");
  }
}
