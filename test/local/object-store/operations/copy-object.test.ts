import assert from "node:assert/strict";
import {
  CopyObjectCommand,
  type CopyObjectCommandInput,
  HeadObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { type OpenStore, openStore } from "../open-store.ts";

const ODD_KEY = 'a b/100%+ü\'s "写真"?.jpg';

describe("copyObject", () => {
  let open: OpenStore;

  before(async () => {
    open = await openStore();
    const source = { Bucket: "archive", Key: ODD_KEY, ContentType: "image/jpeg", Metadata: { label: "cat" } };
    await open.client.send(new PutObjectCommand({ ...source, Body: "first" }));
    await open.client.send(new PutObjectCommand({ ...source, Body: "second" }));
  });
  after(() => open.close());

  const source = `archive/${encodeURIComponent(ODD_KEY)}`;
  const copy = (input: Partial<CopyObjectCommandInput>) =>
    open.client.send(new CopyObjectCommand({ Bucket: "photos", Key: "copy", CopySource: source, ...input }));
  const text = async (key: string) => Buffer.from((await open.store.read("photos", key)) ?? []).toString();

  it("copies an object with an odd key, its type and its metadata", async () => {
    const { CopyObjectResult } = await copy({});
    assert.equal(CopyObjectResult?.ETag, '"a9f0e61a137d86aa9db53465e0801612"');
    assert.ok(CopyObjectResult?.LastModified instanceof Date);
    assert.equal(await text("copy"), "second");
    const head = await open.client.send(new HeadObjectCommand({ Bucket: "photos", Key: "copy" }));
    assert.deepEqual([head.ContentType, head.Metadata], ["image/jpeg", { label: "cat" }]);
  });

  it("copies to an odd key, and from a source with a leading slash", async () => {
    await copy({ Key: `${ODD_KEY}/../copy`, CopySource: `/${source}` });
    assert.equal(await text(`${ODD_KEY}/../copy`), "second");
  });

  it("copies the version that is named and says which it was", async () => {
    const versionId = open.events[0]?.versionId;
    const { CopySourceVersionId } = await copy({ CopySource: `${source}?versionId=${versionId}` });
    assert.equal(CopySourceVersionId, versionId);
    assert.equal(await text("copy"), "first");
  });

  it("replaces the metadata where the directive says so", async () => {
    await copy({ MetadataDirective: "REPLACE", ContentType: "image/png", Metadata: { label: "dog" } });
    const head = await open.client.send(new HeadObjectCommand({ Bucket: "photos", Key: "copy" }));
    assert.deepEqual([head.ContentType, head.Metadata], ["image/png", { label: "dog" }]);
  });

  it("refuses to copy an object onto itself unchanged", async () => {
    await copy({});
    await assert.rejects(copy({ CopySource: "photos/copy" }), {
      name: "InvalidRequest",
      message: "A copy onto itself must change something, such as the metadata.",
    });
    await copy({ CopySource: "photos/copy", MetadataDirective: "REPLACE", ContentType: "image/gif" });
    assert.equal(await text("copy"), "second");
  });

  it("holds the source against the conditions", async () => {
    await assert.rejects(copy({ CopySourceIfMatch: '"other"' }), { name: "PreconditionFailed" });
    const same = '"a9f0e61a137d86aa9db53465e0801612"';
    await assert.rejects(copy({ CopySourceIfNoneMatch: same }), { name: "PreconditionFailed" });
    await copy({ CopySourceIfMatch: same });
  });

  it("names what is missing, and a source that cannot be read", async () => {
    await assert.rejects(copy({ CopySource: "archive/missing" }), { name: "NoSuchKey" });
    await assert.rejects(copy({ CopySource: "nowhere/a" }), { name: "NoSuchBucket" });
    await assert.rejects(copy({ CopySource: "archive/%E0%A4%A" }), { name: "InvalidArgument" });
    await assert.rejects(copy({ CopySource: "archive" }), { name: "InvalidArgument" });
  });

  it("computes the checksum that is asked for", async () => {
    const { CopyObjectResult } = await copy({ ChecksumAlgorithm: "SHA256" });
    assert.equal(CopyObjectResult?.ChecksumSHA256, "FjZ6rLZ6SgF8jairlWgsyzkIY3gPcRTdoKDgxVZEx8Q=");
  });
});
