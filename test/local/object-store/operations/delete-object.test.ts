import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { type OpenStore, openStore } from "../open-store.ts";

describe("deleteObject", () => {
  let open: OpenStore;

  beforeEach(async () => {
    open = await openStore();
  });
  afterEach(() => open.close());

  const put = (Bucket: string, Body: string) =>
    open.client.send(new PutObjectCommand({ Bucket, Key: "a", Body }));
  const get = (VersionId?: string) =>
    open.client.send(new GetObjectCommand({ Bucket: "archive", Key: "a", VersionId }));
  const remove = (Bucket: string, VersionId?: string) =>
    open.client.send(new DeleteObjectCommand({ Bucket, Key: "a", VersionId }));

  it("deletes an object and its bytes from a bucket without versions", async () => {
    await put("photos", "x");
    const { DeleteMarker, VersionId, $metadata } = await remove("photos");
    assert.deepEqual([DeleteMarker, VersionId, $metadata.httpStatusCode], [undefined, undefined, 204]);
    assert.equal(await open.store.read("photos", "a"), undefined);
    const entries = await readdir(open.directory, { recursive: true });
    assert.equal(entries.length, 1, "the store's own folder alone");
  });

  it("counts what is not there as deleted", async () => {
    assert.equal((await remove("photos")).$metadata.httpStatusCode, 204);
  });

  it("leaves a delete marker in a versioned bucket, and the versions", async () => {
    const { VersionId } = await put("archive", "x");
    const { DeleteMarker, VersionId: marker } = await remove("archive");
    assert.equal(DeleteMarker, true);
    const error = await get().catch((e) => e);
    assert.equal(error.name, "NoSuchKey");
    assert.equal(error.$response.headers["x-amz-delete-marker"], "true");
    assert.equal(error.$response.headers["x-amz-version-id"], marker);
    assert.equal(await (await get(VersionId)).Body?.transformToString(), "x");
  });

  it("refuses to read a delete marker by its id", async () => {
    await put("archive", "x");
    const { VersionId } = await remove("archive");
    const error = await get(VersionId).catch((e) => e);
    assert.deepEqual([error.name, error.$metadata.httpStatusCode], ["MethodNotAllowed", 405]);
  });

  it("brings the object back when the delete marker is deleted", async () => {
    await put("archive", "x");
    const { VersionId } = await remove("archive");
    const deleted = await remove("archive", VersionId);
    assert.deepEqual([deleted.DeleteMarker, deleted.VersionId], [true, VersionId]);
    assert.equal(await (await get()).Body?.transformToString(), "x");
  });

  it("deletes one version for good and leaves the others", async () => {
    const { VersionId: first } = await put("archive", "first");
    const { VersionId: second } = await put("archive", "second");
    await remove("archive", second);
    await assert.rejects(get(second), { name: "NoSuchVersion" });
    const { Body, VersionId } = await get();
    assert.deepEqual([await Body?.transformToString(), VersionId], ["first", first]);
  });

  it("deletes with If-Match only the object with that ETag", async () => {
    await put("photos", "x");
    const request = new DeleteObjectCommand({ Bucket: "photos", Key: "a", IfMatch: '"other"' });
    await assert.rejects(open.client.send(request), { name: "PreconditionFailed" });
    assert.deepEqual(await open.store.read("photos", "a"), Buffer.from("x"));
  });
});
