import assert from "node:assert/strict";
import {
  DeleteObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { type OpenStore, openStore } from "../open-store.ts";

describe("listObjectVersions", () => {
  let open: OpenStore;
  const ids: (string | undefined)[] = [];
  let marker: string | undefined;

  before(async () => {
    open = await openStore();
    for (const [Key, Body] of [
      ["a", "1"],
      ["a", "22"],
      ["a", "333"],
      ["b/c", "4"],
    ] as const) {
      const put = await open.client.send(new PutObjectCommand({ Bucket: "archive", Key, Body }));
      ids.push(put.VersionId);
    }
    marker = (await open.client.send(new DeleteObjectCommand({ Bucket: "archive", Key: "a" }))).VersionId;
  });
  after(() => open.close());

  const list = (input: Partial<ListObjectVersionsCommandInput> = {}) =>
    open.client.send(new ListObjectVersionsCommand({ Bucket: "archive", ...input }));

  it("lists versions newest first, and delete markers", async () => {
    const { Versions, DeleteMarkers } = await list();
    assert.deepEqual(
      Versions?.map(({ Key, VersionId, IsLatest, Size }) => [Key, VersionId, IsLatest, Size]),
      [
        ["a", ids[2], false, 3],
        ["a", ids[1], false, 2],
        ["a", ids[0], false, 1],
        ["b/c", ids[3], true, 1],
      ],
    );
    assert.deepEqual(
      DeleteMarkers?.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest]),
      [["a", marker, true]],
    );
  });

  for (const MaxKeys of [1, 2, 3]) {
    it(`gives every version once in pages of ${MaxKeys}`, async () => {
      const seen: (string | undefined)[] = [];
      let markers: Partial<ListObjectVersionsCommandInput> | undefined = {};
      while (markers !== undefined) {
        const page = await list({ ...markers, MaxKeys });
        const entries = [...(page.DeleteMarkers ?? []), ...(page.Versions ?? [])];
        assert.ok(entries.length <= MaxKeys);
        seen.push(...entries.map(({ VersionId }) => VersionId));
        markers = page.IsTruncated
          ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
          : undefined;
      }
      assert.deepEqual(seen, [marker, ids[2], ids[1], ids[0], ids[3]]);
    });
  }

  it("rolls up by a delimiter and takes a prefix", async () => {
    const { CommonPrefixes } = await list({ Delimiter: "/" });
    assert.deepEqual(CommonPrefixes, [{ Prefix: "b/" }]);
    const { Versions } = await list({ Prefix: "b/" });
    assert.deepEqual(
      Versions?.map(({ Key }) => Key),
      ["b/c"],
    );
  });

  it("says null for the version of an object in a bucket without versions", async () => {
    await open.client.send(new PutObjectCommand({ Bucket: "photos", Key: "a", Body: "x" }));
    const { Versions } = await list({ Bucket: "photos" });
    assert.deepEqual(
      Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest]),
      [["null", true]],
    );
  });

  it("hides deleted objects from the plain listing", async () => {
    const { Contents } = await open.client.send(new ListObjectsV2Command({ Bucket: "archive" }));
    assert.deepEqual(
      Contents?.map(({ Key }) => Key),
      ["b/c"],
    );
  });
});
