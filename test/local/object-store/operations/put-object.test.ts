import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { Readable } from "node:stream";
import {
  type ChecksumAlgorithm,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from "@aws-sdk/client-s3";
import { type OpenStore, openStore } from "../open-store.ts";

const MEGABYTE = 1024 * 1024;

describe("putObject", () => {
  let open: OpenStore;

  before(async () => {
    open = await openStore();
  });
  after(() => open.close());

  const put = (input: Omit<PutObjectCommandInput, "Bucket">) =>
    open.client.send(new PutObjectCommand({ Bucket: "photos", ...input }));
  const text = async (key: string) => Buffer.from((await open.store.read("photos", key)) ?? []).toString();

  it("stores a string and answers with its MD5 as the ETag", async () => {
    const { ETag, ChecksumCRC32, ChecksumType } = await put({ Key: "plain", Body: "hello" });
    assert.deepEqual(
      [ETag, ChecksumCRC32, ChecksumType],
      ['"5d41402abc4b2a76b9719d911017c592"', "NhCmhg==", "FULL_OBJECT"],
    );
    assert.equal(await text("plain"), "hello");
  });

  it("stores a streamed body without its chunk framing", async () => {
    const Body = Readable.from([Buffer.from("first "), Buffer.from("second")]);
    await put({ Key: "streamed", Body, ContentLength: 12 });
    assert.equal(await text("streamed"), "first second");
  });

  it("stores an empty object", async () => {
    const { ETag } = await put({ Key: "empty", Body: "" });
    assert.equal(ETag, '"d41d8cd98f00b204e9800998ecf8427e"');
    assert.deepEqual(await open.store.read("photos", "empty"), Buffer.alloc(0));
  });

  it("keeps content type, cache control, content encoding and user metadata", async () => {
    await put({
      Key: "described",
      Body: Readable.from([Buffer.from("x")]),
      ContentLength: 1,
      ContentType: "image/webp",
      ContentEncoding: "gzip",
      ContentLanguage: "de",
      ContentDisposition: 'attachment; filename="a b.webp"',
      CacheControl: "max-age=60",
      Metadata: { label: "cat", "taken-by": "a camera" },
      Tagging: "kind=photo",
    });
    const head = await open.client.send(new HeadObjectCommand({ Bucket: "photos", Key: "described" }));
    const { ContentType, ContentEncoding, ContentLanguage, ContentDisposition, CacheControl, Metadata } =
      head;
    assert.deepEqual(
      { ContentType, ContentEncoding, ContentLanguage, ContentDisposition, CacheControl, Metadata },
      {
        ContentType: "image/webp",
        ContentEncoding: "gzip",
        ContentLanguage: "de",
        ContentDisposition: 'attachment; filename="a b.webp"',
        CacheControl: "max-age=60",
        Metadata: { label: "cat", "taken-by": "a camera" },
      },
    );
  });

  for (const Key of [
    "with space.jpg",
    "per%cent.jpg",
    "per%20cent.jpg",
    "plus+plus.jpg",
    `"double" and 'single'.jpg`,
    "../../etc/passwd",
    "a/./b//c/../d",
    "/leading",
    "trailing/",
    "Ünï/写真/🐈.jpg",
    "question?mark#hash&and=is;semi:colon,comma",
    "back\\slash<tag>",
    "line\nbreak\ttab",
  ]) {
    it(`takes the key ${JSON.stringify(Key)} as it is`, async () => {
      await put({ Key, Body: Key });
      const { Body } = await open.client.send(new GetObjectCommand({ Bucket: "photos", Key }));
      assert.equal(await Body?.transformToString(), Key);
    });
  }

  it("refuses a key of more than 1,024 bytes", async () => {
    await put({ Key: "ü".repeat(512), Body: "x" });
    await assert.rejects(put({ Key: `${"ü".repeat(512)}x`, Body: "x" }), { name: "KeyTooLongError" });
  });

  it("refuses a body whose checksum is another one and keeps nothing of it", async () => {
    const error = await put({ Key: "wrong", Body: "hello", ChecksumCRC32: "AAAAAA==" }).catch((e) => e);
    assert.equal(error.name, "BadDigest");
    assert.equal(error.message, "The CRC32 that was given is not the checksum of what arrived.");
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.equal(await open.store.read("photos", "wrong"), undefined);
  });

  it("refuses a body with another Content-MD5", async () => {
    const ContentMD5 = createHash("md5").update("other").digest("base64");
    await assert.rejects(put({ Key: "wrong", Body: "hello", ContentMD5 }), { name: "BadDigest" });
    await assert.rejects(put({ Key: "wrong", Body: "hello", ContentMD5: "short" }), {
      name: "InvalidDigest",
    });
  });

  it("takes a body with the right Content-MD5", async () => {
    const ContentMD5 = createHash("md5").update("hello").digest("base64");
    await put({ Key: "md5", Body: "hello", ContentMD5 });
    assert.equal(await text("md5"), "hello");
  });

  const digests = {
    CRC32: "y/Q5Jg==",
    CRC32C: "4waSgw==",
    CRC64NVME: "rosUhgp5mIg=",
    SHA1: "98O8HYCOBHMq32eZZczDTKeuNEE=",
    SHA256: "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=",
  };
  for (const [algorithm, value] of Object.entries(digests)) {
    it(`computes ${algorithm} as the SDK does, for a streamed body with the checksum in the trailer`, async () => {
      const answer = await put({
        Key: algorithm,
        Body: Readable.from([Buffer.from("1234"), Buffer.from("56789")]),
        ContentLength: 9,
        ChecksumAlgorithm: algorithm as ChecksumAlgorithm,
      });
      assert.equal((answer as unknown as Record<string, unknown>)[`Checksum${algorithm}`], value);
    });
  }

  it("refuses a checksum of an algorithm that it does not know, by name", async () => {
    const request = put({ Key: "xx", Body: "hello", ChecksumXXHASH64: "AAAAAAAAAAA=" });
    await assert.rejects(request, {
      name: "NotImplemented",
      message: "The local object store does not offer XXHASH64 checksums.",
    });
  });

  it("names the bucket that is not there", async () => {
    const request = open.client.send(new PutObjectCommand({ Bucket: "nowhere", Key: "a", Body: "x" }));
    await assert.rejects(request, { name: "NoSuchBucket", message: 'There is no bucket "nowhere".' });
  });

  it("answers a large body for a missing bucket and serves the next request on the same client", async () => {
    const Body = Buffer.alloc(4 * MEGABYTE);
    const request = open.client.send(new PutObjectCommand({ Bucket: "nowhere", Key: "a", Body }));
    await assert.rejects(request, { name: "NoSuchBucket" });
    await put({ Key: "after", Body: "still there" });
    assert.equal(await text("after"), "still there");
  });

  it("brings 50 MB through, streamed in and streamed out", async () => {
    const sent = createHash("sha256");
    const chunks = Array.from({ length: 50 }, (_, index) => Buffer.alloc(MEGABYTE, index));
    for (const chunk of chunks) sent.update(chunk);
    await put({ Key: "large", Body: Readable.from(chunks), ContentLength: 50 * MEGABYTE });
    const { Body, ContentLength } = await open.client.send(
      new GetObjectCommand({ Bucket: "photos", Key: "large" }),
    );
    const received = createHash("sha256");
    for await (const chunk of Body as Readable) received.update(chunk);
    assert.equal(ContentLength, 50 * MEGABYTE);
    assert.equal(received.digest("hex"), sent.digest("hex"));
  });

  it("keeps one file for each object, also after an overwrite", async () => {
    const folder = (await storedFiles(open.directory)).length;
    await put({ Key: "rewritten", Body: "first" });
    await put({ Key: "rewritten", Body: "second" });
    assert.equal((await storedFiles(open.directory)).length, folder + 1);
  });
});

function storedFiles(directory: string): Promise<string[]> {
  return readdir(directory, { recursive: true });
}
