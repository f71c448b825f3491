import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { decodeAwsChunked } from "../../../local/object-store/aws-chunked.ts";

const SIGNED =
  "5;chunk-signature=ab12\r\nhello\r\n6;chunk-signature=cd34\r\n\r\n\r\n!!\r\n0;chunk-signature=ef56\r\n";

async function decode(chunks: readonly string[]): Promise<{ body: string; trailers: object }> {
  const trailers = new Map<string, string>();
  const source = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  const body = await buffer(decodeAwsChunked(source, trailers));
  return { body: body.toString(), trailers: Object.fromEntries(trailers) };
}

describe("decodeAwsChunked", () => {
  it("takes off the framing, also around bytes that look like it", async () => {
    const { body } = await decode([`${SIGNED}\r\n`]);
    assert.equal(body, "hello\r\n\r\n!!");
  });

  it("reads the trailers", async () => {
    const { trailers } = await decode([`${SIGNED}X-Amz-Checksum-Crc32: AAAAAA==\r\n\r\n`]);
    assert.deepEqual(trailers, { "x-amz-checksum-crc32": "AAAAAA==" });
  });

  it("does not depend on how the bytes arrive", async () => {
    const whole = `${SIGNED}x-amz-checksum-crc32:AAAAAA==\r\n\r\n`;
    assert.deepEqual(await decode([...whole]), await decode([whole]));
  });

  for (const [fault, body] of [
    ["cut off in a chunk", "5\r\nhel"],
    ["cut off after a chunk", "5\r\nhello\r\n"],
    ["cut off before the end of the trailers", "0\r\na:b\r\n"],
    ["with a size that is no number", "x\r\nhello\r\n0\r\n\r\n"],
    ["with a negative size", "-5\r\nhello\r\n0\r\n\r\n"],
    ["with a chunk longer than its size", "4\r\nhello\r\n0\r\n\r\n"],
    ["with a line that never ends", "1".repeat(10_000)],
    ["without framing", "hello\r\n"],
    ["that is empty", ""],
  ] as const) {
    it(`refuses a body ${fault}`, async () => {
      await assert.rejects(decode([body]), { code: "IncompleteBody" });
    });
  }
});
