import { S3Error } from "./s3-error.ts";

/** Longer than any chunk header or trailer that a client writes: a signature is 64 characters, a checksum 88. */
const LINE_LIMIT_BYTES = 8192;

/**
 * Takes the `aws-chunked` framing off a body: `<hex size>[;chunk-signature=…]\r\n<bytes>\r\n`, ended by a chunk of size 0
 * and trailers, which are put into `trailers` by their lower-case name. Signatures are not checked.
 *
 * Follows "Signature calculations: transferring a payload in multiple chunks" and "Using trailing headers".
 *
 * @throws S3Error IncompleteBody for framing that is broken or cut off.
 */
export async function* decodeAwsChunked(
  body: AsyncIterable<Buffer>,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const reader = createByteReader(body);
  for (let left = await chunkSize(reader); left > 0; left = await chunkSize(reader)) {
    while (left > 0) {
      const bytes = await reader.upTo(left);
      left -= bytes.length;
      yield bytes;
    }
    if ((await reader.line()) !== "") throw brokenFraming();
  }
  for (let line = await reader.line(); line !== ""; line = await reader.line()) {
    const colon = line.indexOf(":");
    if (colon === -1) throw brokenFraming();
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  await reader.drain();
}

async function chunkSize(reader: ByteReader): Promise<number> {
  const size = /^([0-9a-f]{1,12})(?:;.*)?$/i.exec(await reader.line())?.[1];
  if (size === undefined) throw brokenFraming();
  return Number.parseInt(size, 16);
}

interface ByteReader {
  /** The next line, without its CRLF. */
  line(): Promise<string>;
  /** At least one byte and at most `limit`. */
  upTo(limit: number): Promise<Buffer>;
  /** Reads to the end, so that the HTTP message is over too. */
  drain(): Promise<void>;
}

function createByteReader(body: AsyncIterable<Buffer>): ByteReader {
  const chunks = body[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);

  async function next(): Promise<Buffer> {
    const chunk = await chunks.next();
    if (chunk.done === true) throw brokenFraming();
    return chunk.value;
  }

  return {
    async line() {
      let end = held.indexOf("\r\n");
      while (end === -1) {
        if (held.length > LINE_LIMIT_BYTES) throw brokenFraming();
        held = Buffer.concat([held, await next()]);
        end = held.indexOf("\r\n");
      }
      const line = held.toString("latin1", 0, end);
      held = held.subarray(end + 2);
      return line;
    },
    async upTo(limit) {
      while (held.length === 0) held = await next();
      const bytes = held.subarray(0, limit);
      held = held.subarray(bytes.length);
      return bytes;
    },
    async drain() {
      for (let chunk = await chunks.next(); chunk.done !== true; chunk = await chunks.next()) {
        // Nothing may follow the trailers; what does is not the object's.
      }
    },
  };
}

function brokenFraming(): S3Error {
  return new S3Error("IncompleteBody", "The body's aws-chunked framing is broken or ends too early.");
}
