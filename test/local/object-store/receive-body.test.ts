import assert from "node:assert/strict";
import type { OutgoingHttpHeaders } from "node:http";
import { askStore } from "./ask-store.ts";
import { type OpenStore, openStore } from "./open-store.ts";

const TRAILED = "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n";

describe("receiveBody", () => {
  let open: OpenStore;

  before(async () => {
    open = await openStore();
  });
  after(() => open.close());

  /** The code of the error, or what was stored. */
  async function outcome(headers: OutgoingHttpHeaders, body: string): Promise<string> {
    const answer = await askStore(`${open.store.endpoint}/photos/a`, "PUT", headers, body);
    const code = /<Code>(\w+)<\/Code>/.exec(answer.body)?.[1];
    return code ?? Buffer.from((await open.store.read("photos", "a")) ?? []).toString();
  }

  const streaming = {
    "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
    "x-amz-trailer": "x-amz-checksum-crc32",
    "x-amz-decoded-content-length": "5",
  };

  it("takes a body without any promise", async () => {
    assert.equal(await outcome({}, "plain"), "plain");
  });

  it("takes a body that fits its trailer", async () => {
    assert.equal(await outcome(streaming, TRAILED), "hello");
  });

  it("takes signed chunks without checking the signatures", async () => {
    const headers = { "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD" };
    const body = "5;chunk-signature=ab12\r\nhello\r\n0;chunk-signature=cd34\r\n\r\n";
    assert.equal(await outcome(headers, body), "hello");
  });

  it("knows the framing by the content encoding too", async () => {
    const headers = { "content-encoding": "aws-chunked", "x-amz-trailer": "x-amz-checksum-crc32" };
    assert.equal(await outcome(headers, TRAILED), "hello");
  });

  for (const [fault, headers, body, code] of [
    ["a trailer with another checksum", streaming, TRAILED.replace("NhCm", "AAAA"), "BadDigest"],
    ["no trailer where one was announced", streaming, "5\r\nhello\r\n0\r\n\r\n", "MalformedTrailerError"],
    [
      "fewer bytes than announced",
      { ...streaming, "x-amz-decoded-content-length": "6" },
      TRAILED,
      "IncompleteBody",
    ],
    ["no framing where some was announced", streaming, "hello", "IncompleteBody"],
    ["another SHA-256", { "x-amz-content-sha256": "0".repeat(64) }, "hello", "XAmzContentSHA256Mismatch"],
    [
      "a checksum announced and not given",
      { "x-amz-sdk-checksum-algorithm": "CRC32" },
      "hello",
      "InvalidRequest",
    ],
    ["an unknown algorithm", { "x-amz-checksum-xxhash3": "AAAA" }, "hello", "NotImplemented"],
  ] as const) {
    it(`refuses a body with ${fault}`, async () => {
      assert.equal(await outcome(headers, body), code);
    });
  }
});
