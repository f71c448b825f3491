import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { S3Error } from "./s3-error.ts";
import { xmlElement, xmlText } from "./xml-document.ts";

/** What an operation answers. */
export interface S3Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Text is XML unless the headers say otherwise. Default: no body. */
  readonly body?: string | Readable;
}

/** The reply to what an operation threw; the unexpected becomes InternalError with its message. */
export function errorReply(error: unknown, resource: string): S3Reply {
  const known = error instanceof S3Error ? error : new S3Error("InternalError", String(error));
  if (known.status === 304) return { status: 304, headers: known.headers };
  const fields = [
    xmlText("Code", known.code),
    xmlText("Message", known.message),
    xmlText("Resource", resource),
  ];
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement("Error", fields)}`;
  return { status: known.status, headers: known.headers, body };
}

/** Sends a reply; the answer to HEAD keeps its headers and loses its body. */
export async function sendReply(response: ServerResponse, method: string, reply: S3Reply): Promise<void> {
  response.statusCode = reply.status;
  response.setHeader("x-amz-request-id", randomBytes(8).toString("hex").toUpperCase());
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  if (reply.body instanceof Readable) {
    await pipeline(reply.body, response);
    return;
  }
  if (method === "HEAD" || reply.body === undefined) {
    response.end();
    return;
  }
  if (!response.hasHeader("content-type")) response.setHeader("content-type", "application/xml");
  response.setHeader("content-length", Buffer.byteLength(reply.body));
  response.end(reply.body);
}
