import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadCommandInput,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { type OpenStore, openStore } from "../open-store.ts";

const PART = Buffer.alloc(5 * 1024 * 1024, "part");
const TAIL = Buffer.from("tail");
const WHOLE = Buffer.concat([PART, TAIL]);

const md5 = (bytes: Buffer) => createHash("md5").update(bytes).digest();
const crc = (bytes: Buffer) => {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(bytes));
  return checksum;
};

describe("completeMultipartUpload", () => {
  let open: OpenStore;

  beforeEach(async () => {
    open = await openStore();
  });
  afterEach(() => open.close());

  const target = { Bucket: "photos", Key: "a b/%+ü.bin" };
  const create = async (input: Partial<CreateMultipartUploadCommandInput> = {}) => {
    const answer = await open.client.send(new CreateMultipartUploadCommand({ ...target, ...input }));
    return answer.UploadId;
  };
  const upload = async (
    UploadId: string | undefined,
    PartNumber: number,
    Body: Buffer,
  ): Promise<CompletedPart> => {
    const part = { ...target, UploadId, PartNumber, Body: Readable.from([Body]), ContentLength: Body.length };
    const { ETag } = await open.client.send(new UploadPartCommand(part));
    return { ETag, PartNumber };
  };
  const complete = (
    UploadId: string | undefined,
    Parts: CompletedPart[],
    input: Partial<CompleteMultipartUploadCommandInput> = {},
  ) =>
    open.client.send(
      new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts }, ...input }),
    );
  const twoParts = async (UploadId: string | undefined) => [
    await upload(UploadId, 1, PART),
    await upload(UploadId, 2, TAIL),
  ];
  const storedFiles = async () => (await readdir(open.directory, { recursive: true })).slice(1);

  it("joins streamed parts; the ETag is the MD5 of the parts' MD5s and their number", async () => {
    const id = await create({ ContentType: "image/tiff", Metadata: { label: "cat" } });
    const { ETag, Key } = await complete(id, await twoParts(id));
    const etag = `${md5(Buffer.concat([md5(PART), md5(TAIL)])).toString("hex")}-2`;
    assert.deepEqual([ETag, Key], [`"${etag}"`, target.Key]);
    const { Body, ContentType, Metadata } = await open.client.send(new GetObjectCommand(target));
    assert.ok(WHOLE.equals((await Body?.transformToByteArray()) ?? new Uint8Array()));
    assert.deepEqual([ContentType, Metadata], ["image/tiff", { label: "cat" }]);
    assert.deepEqual(open.events, [
      {
        bucket: "photos",
        key: target.Key,
        sizeBytes: WHOLE.length,
        etag,
        sequencer: "000000000000000001",
        reason: "CompleteMultipartUpload",
      },
    ]);
    assert.equal((await storedFiles()).length, 1);
  });

  it("gives a composite checksum where the upload has an algorithm", async () => {
    const id = await create({ ChecksumAlgorithm: "CRC32" });
    const { ChecksumCRC32, ChecksumType } = await complete(id, await twoParts(id));
    const expected = `${crc(Buffer.concat([crc(PART), crc(TAIL)])).toString("base64")}-2`;
    assert.deepEqual([ChecksumCRC32, ChecksumType], [expected, "COMPOSITE"]);
    await (await open.client.send(new GetObjectCommand(target))).Body?.transformToByteArray();
  });

  it("gives the whole object's checksum where the upload asks for it, and verifies it", async () => {
    const id = await create({ ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" });
    const parts = await twoParts(id);
    await assert.rejects(complete(id, parts, { ChecksumCRC32: "AAAAAA==" }), { name: "BadDigest" });
    const expected = crc(WHOLE).toString("base64");
    const { ChecksumCRC32, ChecksumType } = await complete(id, parts, { ChecksumCRC32: expected });
    assert.deepEqual([ChecksumCRC32, ChecksumType], [expected, "FULL_OBJECT"]);
  });

  it("reads one part by its number", async () => {
    const id = await create();
    await complete(id, await twoParts(id));
    const part = await open.client.send(new GetObjectCommand({ ...target, PartNumber: 2 }));
    assert.deepEqual([await part.Body?.transformToString(), part.PartsCount], ["tail", 2]);
    const missing = open.client.send(new GetObjectCommand({ ...target, PartNumber: 3 }));
    await assert.rejects(missing, { name: "InvalidPart" });
  });

  it("takes only the parts that are named, in the last form that was uploaded", async () => {
    const id = await create();
    await upload(id, 7, Buffer.from("first form"));
    const seventh = await upload(id, 7, Buffer.from("last form"));
    await upload(id, 9, Buffer.from("not named"));
    await complete(id, [seventh]);
    const { Body } = await open.client.send(new GetObjectCommand(target));
    assert.equal(await Body?.transformToString(), "last form");
    assert.equal((await storedFiles()).length, 1);
  });

  it("refuses parts that are unknown, out of order or too small, and keeps the upload", async () => {
    const id = await create();
    const [first, second] = [await upload(id, 1, TAIL), await upload(id, 2, TAIL)];
    const unknown = complete(id, [{ ETag: '"other"', PartNumber: 1 }]);
    await assert.rejects(unknown, {
      name: "InvalidPart",
      message: "There is no part 1 with the ETag other.",
    });
    await assert.rejects(complete(id, [second, first]), { name: "InvalidPartOrder" });
    await assert.rejects(complete(id, [first, second]), {
      name: "EntityTooSmall",
      message: "Part 1 has 4 bytes; all but the last need 5242880.",
    });
    await complete(id, [first]);
  });

  it("completes with If-None-Match * only where no object is, and keeps the upload", async () => {
    await open.client.send(new PutObjectCommand({ ...target, Body: "first" }));
    const id = await create();
    const parts = [await upload(id, 1, TAIL)];
    const error = await complete(id, parts, { IfNoneMatch: "*" }).catch((e) => e);
    assert.deepEqual([error.name, error.$metadata.httpStatusCode], ["PreconditionFailed", 412]);
    const { ETag } = await open.client.send(new HeadObjectCommand(target));
    await complete(id, parts, { IfMatch: ETag });
  });

  it("lets one of two completions of an upload through", async () => {
    const id = await create();
    const parts = await twoParts(id);
    const results = await Promise.all(
      [complete(id, parts), complete(id, parts)].map((request) =>
        request.then(
          () => "completed",
          (error) => error.name,
        ),
      ),
    );
    assert.deepEqual(results.sort(), ["NoSuchUpload", "completed"]);
    assert.equal(open.events.length, 1);
  });

  it("refuses a checksum type that its algorithm does not have", async () => {
    const request = create({ ChecksumAlgorithm: "SHA256", ChecksumType: "FULL_OBJECT" });
    await assert.rejects(request, {
      name: "InvalidRequest",
      message: "There is no FULL_OBJECT checksum of SHA256.",
    });
  });
});
