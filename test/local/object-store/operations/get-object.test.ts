import assert from "node:assert/strict";
import { Readable } from "node:stream";
import {
  GetObjectCommand,
  type GetObjectCommandInput,
  HeadObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { type OpenStore, openStore } from "../open-store.ts";

describe("getObject", () => {
  let open: OpenStore;

  before(async () => {
    open = await openStore();
    const digits = { Bucket: "photos", Key: "digits", Body: "0123456789", ContentType: "text/plain" };
    await open.client.send(new PutObjectCommand(digits));
    await open.client.send(new PutObjectCommand({ Bucket: "photos", Key: "empty", Body: "" }));
  });
  after(() => open.close());

  const get = (input: Partial<GetObjectCommandInput>) =>
    open.client.send(new GetObjectCommand({ Bucket: "photos", Key: "digits", ...input }));
  const statusOf = (request: Promise<unknown>) =>
    request.then(
      () => 200,
      (error) => error.$metadata.httpStatusCode,
    );

  it("gives a body that can be read as a Node stream", async () => {
    const { Body } = await get({});
    assert.ok(Body instanceof Readable);
    const chunks = await Body.toArray();
    assert.equal(Buffer.concat(chunks).toString(), "0123456789");
  });

  it("gives a body that can be read as bytes and as a web stream", async () => {
    assert.deepEqual(
      await (await get({})).Body?.transformToByteArray(),
      new Uint8Array(Buffer.from("0123456789")),
    );
    const web = (await get({})).Body?.transformToWebStream();
    const chunks: Uint8Array[] = [];
    for await (const chunk of web ?? []) chunks.push(chunk as Uint8Array);
    assert.equal(Buffer.concat(chunks).toString(), "0123456789");
  });

  it("sends the checksum along, which the SDK verifies", async () => {
    const { ChecksumCRC32, ChecksumType } = await get({ ChecksumMode: "ENABLED" });
    assert.deepEqual([ChecksumCRC32, ChecksumType], ["poTHxg==", "FULL_OBJECT"]);
  });

  for (const [Range, text, contentRange] of [
    ["bytes=2-4", "234", "bytes 2-4/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-3", "789", "bytes 7-9/10"],
    ["bytes=-99", "0123456789", "bytes 0-9/10"],
    ["bytes=8-99", "89", "bytes 8-9/10"],
    ["bytes=0-0", "0", "bytes 0-0/10"],
  ] as const) {
    it(`answers the range ${Range} with those bytes`, async () => {
      const { Body, ContentRange, ContentLength, $metadata } = await get({ Range });
      assert.equal(await Body?.transformToString(), text);
      assert.deepEqual(
        [ContentRange, ContentLength, $metadata.httpStatusCode],
        [contentRange, text.length, 206],
      );
    });
  }

  for (const Range of ["bytes=0-1,4-5", "bytes=5-2", "bytes=-", "lines=1-2"]) {
    it(`answers the range ${Range} with the whole object`, async () => {
      const { Body, $metadata } = await get({ Range });
      assert.deepEqual([await Body?.transformToString(), $metadata.httpStatusCode], ["0123456789", 200]);
    });
  }

  it("refuses a range beyond the object's end, and any of an empty object", async () => {
    const error = await get({ Range: "bytes=10-" }).catch((e) => e);
    assert.deepEqual([error.name, error.$metadata.httpStatusCode], ["InvalidRange", 416]);
    assert.equal(error.$response.headers["content-range"], "bytes */10");
    await assert.rejects(get({ Key: "empty", Range: "bytes=0-" }), { name: "InvalidRange" });
    await assert.rejects(get({ Range: "bytes=-0" }), { name: "InvalidRange" });
  });

  it("answers If-None-Match and If-Modified-Since of an unchanged object with 304", async () => {
    const { ETag, LastModified } = await get({});
    assert.equal(await statusOf(get({ IfNoneMatch: ETag })), 304);
    assert.equal(await statusOf(get({ IfNoneMatch: `"other", ${ETag}` })), 304);
    assert.equal(await statusOf(get({ IfModifiedSince: LastModified })), 304);
    assert.equal(await statusOf(get({ IfModifiedSince: new Date(0) })), 200);
    assert.equal(await statusOf(get({ IfNoneMatch: '"other"', IfModifiedSince: LastModified })), 200);
  });

  it("answers If-Match and If-Unmodified-Since of a changed object with 412", async () => {
    const { ETag, LastModified } = await get({});
    await assert.rejects(get({ IfMatch: '"other"' }), { name: "PreconditionFailed" });
    assert.equal(await statusOf(get({ IfUnmodifiedSince: new Date(0) })), 412);
    assert.equal(await statusOf(get({ IfMatch: ETag, IfUnmodifiedSince: new Date(0) })), 200);
    assert.equal(await statusOf(get({ IfUnmodifiedSince: LastModified })), 200);
  });

  it("names the key and the version that are not there", async () => {
    await assert.rejects(get({ Key: "missing" }), {
      name: "NoSuchKey",
      message: 'There is no object "missing".',
    });
    await assert.rejects(get({ VersionId: "other" }), {
      name: "NoSuchVersion",
      message: 'The object "digits" has no version "other".',
    });
  });

  it("finds no object by names that every JavaScript object has", async () => {
    await assert.rejects(get({ Key: "constructor" }), { name: "NoSuchKey" });
    await assert.rejects(get({ Bucket: "__proto__" }), { name: "NoSuchBucket" });
  });

  it("replaces headers for one answer where the query says so", async () => {
    const { ContentType, ContentDisposition } = await get({
      ResponseContentType: "text/html",
      ResponseContentDisposition: "attachment",
    });
    assert.deepEqual([ContentType, ContentDisposition], ["text/html", "attachment"]);
  });

  it("answers HEAD with the same facts and no body", async () => {
    const head = await open.client.send(new HeadObjectCommand({ Bucket: "photos", Key: "digits" }));
    const { ContentLength, ContentType, ETag, AcceptRanges } = head;
    assert.deepEqual(
      [ContentLength, ContentType, ETag, AcceptRanges],
      [10, "text/plain", '"781e5e245d69b566979b86e28d23f2c7"', "bytes"],
    );
  });

  it("answers HEAD of a missing key with 404, which the SDK calls NotFound", async () => {
    const head = open.client.send(new HeadObjectCommand({ Bucket: "photos", Key: "missing" }));
    await assert.rejects(head, { name: "NotFound" });
  });
});
