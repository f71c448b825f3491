import assert from "node:assert/strict";
import { DeleteObjectsCommand, type ObjectIdentifier, PutObjectCommand } from "@aws-sdk/client-s3";
import { type OpenStore, openStore } from "../open-store.ts";

describe("deleteObjects", () => {
  let open: OpenStore;

  beforeEach(async () => {
    open = await openStore();
  });
  afterEach(() => open.close());

  const put = (Bucket: string, Key: string) =>
    open.client.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
  const remove = (Bucket: string, Objects: ObjectIdentifier[], Quiet?: boolean) =>
    open.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet } }));

  it("deletes many objects at once, whatever their keys", async () => {
    const keys = ["a b", "<&>\"'", "100%+", "写真/🐈", "line\nbreak", "./../x", " spaces "];
    for (const key of keys) await put("photos", key);
    await put("photos", "kept");
    const { Deleted, Errors } = await remove(
      "photos",
      keys.map((Key) => ({ Key })),
    );
    assert.deepEqual(
      Deleted?.map(({ Key }) => Key),
      keys,
    );
    assert.equal(Errors, undefined);
    assert.deepEqual(await open.store.list("photos", ""), [{ key: "kept", sizeBytes: 1 }]);
  });

  it("counts keys that are not there as deleted", async () => {
    const { Deleted } = await remove("photos", [{ Key: "missing" }]);
    assert.deepEqual(Deleted, [{ Key: "missing" }]);
  });

  it("says nothing of what was deleted where it is asked to be quiet", async () => {
    await put("photos", "a");
    const { Deleted } = await remove("photos", [{ Key: "a" }], true);
    assert.equal(Deleted, undefined);
    assert.equal(await open.store.read("photos", "a"), undefined);
  });

  it("makes delete markers in a versioned bucket and deletes named versions for good", async () => {
    const { VersionId } = await put("archive", "a");
    await put("archive", "b");
    const { Deleted } = await remove("archive", [{ Key: "a", VersionId }, { Key: "b" }]);
    const marker = Deleted?.[1]?.DeleteMarkerVersionId;
    assert.match(marker ?? "", /^[0-9a-f]{32}$/);
    assert.deepEqual(Deleted, [
      { Key: "a", VersionId },
      { Key: "b", DeleteMarker: true, DeleteMarkerVersionId: marker },
    ]);
  });

  it("refuses more than a thousand keys", async () => {
    const keys = Array.from({ length: 1001 }, (_, index) => ({ Key: `key-${index}` }));
    await assert.rejects(remove("photos", keys), {
      name: "MalformedXML",
      message: "One request deletes 1 to 1000 objects, not 1001.",
    });
  });
});
