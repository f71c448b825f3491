import assert from "node:assert/strict";
import { copyFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { type OpenStore, openStore } from "./open-store.ts";

describe("the objects of a store", () => {
  let open: OpenStore;
  beforeEach(async () => {
    open = await openStore();
  });
  afterEach(() => open.close());
  const put = (Bucket: string, Key: string, Body: string) =>
    open.client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: "text/plain" }));

  it("are present where a plain read sees them", async () => {
    await put("archive", "a", "1");
    await put("archive", "a", "2");
    await put("photos", "b", "3");
    assert.deepEqual(
      open.store.present().map(({ bucket, key, sizeBytes }) => [bucket, key, sizeBytes]),
      [
        ["photos", "b", 1],
        ["archive", "a", 1],
      ],
    );
  });

  it("are replaced by others with their versions and ETags, which announces nothing", async () => {
    const { VersionId, ETag } = await put("archive", "a", "first");
    const kept = open.store.present().map((object) => {
      const path = join(open.directory, basename(object.path));
      copyFileSync(object.path, path);
      return { ...object, path };
    });
    await put("archive", "a", "second");
    await put("photos", "b", "third");
    const announced = open.events.length;
    await open.store.replace([...kept, ...kept.map((one) => ({ ...one, bucket: "no-such" }))]);
    assert.equal(open.events.length, announced);
    assert.equal(await open.store.read("photos", "b"), undefined);
    const input = { Bucket: "archive", Key: "a", VersionId, IfMatch: ETag };
    const { Body, ContentType } = await open.client.send(new GetObjectCommand(input));
    assert.deepEqual([await Body?.transformToString(), ContentType], ["first", "text/plain"]);
    const [folder = ""] = readdirSync(open.directory).filter((name) => name.startsWith("objects-"));
    assert.equal(readdirSync(join(open.directory, folder)).length, 1);
  });

  it("are noted when a client is told of them", async () => {
    await put("photos", "a", "1");
    const told = () => open.reads.splice(0).map(({ bucket, key }) => `${bucket}/${key}`);
    const input = { Bucket: "photos", Key: "a" };
    await open.client.send(new GetObjectCommand(input));
    assert.deepEqual(told(), ["photos/a"]);
    await open.client.send(new HeadObjectCommand(input));
    assert.deepEqual(told(), ["photos/a"]);
    await open.client.send(new ListObjectsV2Command({ Bucket: "photos" }));
    assert.deepEqual(told(), ["photos/a"]);
    await open.client.send(new CopyObjectCommand({ Bucket: "archive", Key: "b", CopySource: "photos/a" }));
    assert.deepEqual(told(), ["photos/a"]);
    await open.store.read("photos", "a");
    assert.deepEqual(told(), ["photos/a"]);
    await assert.rejects(open.client.send(new GetObjectCommand({ Bucket: "photos", Key: "b" })));
    assert.deepEqual(told(), []);
  });
});
