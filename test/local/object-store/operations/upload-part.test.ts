import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  UploadPartCommand,
  type UploadPartCommandInput,
} from "@aws-sdk/client-s3";
import { type OpenStore, openStore } from "../open-store.ts";

describe("an upload that is not complete", () => {
  const object = { Bucket: "photos", Key: "a b/%+ü.bin" };
  let open: OpenStore;
  let target: { readonly Bucket: string; readonly Key: string; readonly UploadId: string | undefined };

  beforeEach(async () => {
    open = await openStore();
    const { UploadId } = await open.client.send(new CreateMultipartUploadCommand(object));
    target = { ...object, UploadId };
  });
  afterEach(() => open.close());

  const upload = (PartNumber: number, input: Partial<UploadPartCommandInput> = {}) =>
    open.client.send(new UploadPartCommand({ ...target, PartNumber, Body: "part", ...input }));
  const list = (input: object) => open.client.send(new ListPartsCommand({ ...target, ...input }));
  const storedFiles = async () => (await readdir(open.directory, { recursive: true })).slice(1);

  it("is seen by no one", async () => {
    await upload(1);
    assert.equal(await open.store.read("photos", object.Key), undefined);
    assert.deepEqual(await open.store.list("photos", ""), []);
    assert.deepEqual(open.events, []);
  });

  it("lists its parts in pages, by number", async () => {
    for (const partNumber of [3, 1, 2]) await upload(partNumber);
    const first = await list({ MaxParts: 2 });
    assert.deepEqual(
      first.Parts?.map(({ PartNumber, Size, ETag }) => [PartNumber, Size, ETag]),
      [
        [1, 4, '"f4c9385f1902f7334b00b9b4ecd164de"'],
        [2, 4, '"f4c9385f1902f7334b00b9b4ecd164de"'],
      ],
    );
    assert.deepEqual([first.IsTruncated, first.NextPartNumberMarker], [true, "2"]);
    const rest = await list({ PartNumberMarker: first.NextPartNumberMarker });
    assert.deepEqual([rest.Parts?.map(({ PartNumber }) => PartNumber), rest.IsTruncated], [[3], false]);
  });

  it("leaves nothing when it is aborted", async () => {
    const { ETag } = await upload(1);
    await open.client.send(new AbortMultipartUploadCommand(target));
    assert.deepEqual(await storedFiles(), []);
    const Parts = [{ ETag, PartNumber: 1 }];
    const completion = new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts } });
    await assert.rejects(open.client.send(completion), { name: "NoSuchUpload" });
    await assert.rejects(upload(2), { name: "NoSuchUpload" });
  });

  it("takes no part for another key", async () => {
    await assert.rejects(upload(1, { Key: "other" }), { name: "NoSuchUpload" });
  });

  it("takes no part with another checksum", async () => {
    await assert.rejects(upload(1, { ChecksumCRC32: "AAAAAA==" }), { name: "BadDigest" });
    assert.deepEqual(await storedFiles(), []);
  });

  for (const partNumber of [0, 10_001, 1.5]) {
    it(`takes no part with the number ${partNumber}`, async () => {
      await assert.rejects(upload(partNumber), {
        name: "InvalidArgument",
        message: "A part number is a whole number from 1 to 10000.",
      });
    });
  }
});
