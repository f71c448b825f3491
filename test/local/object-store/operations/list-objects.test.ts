import assert from "node:assert/strict";
import {
  ListObjectsCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
  paginateListObjectsV2,
} from "@aws-sdk/client-s3";
import { type OpenStore, openStore } from "../open-store.ts";

const KEYS = ["a/1", "a/2", "b", "c/1", "c/d/2", "e f+%.txt", "z"];

describe("listObjects", () => {
  let open: OpenStore;

  before(async () => {
    open = await openStore();
    for (const Key of [...KEYS].reverse()) {
      await open.client.send(new PutObjectCommand({ Bucket: "photos", Key, Body: Key }));
    }
  });
  after(() => open.close());

  const list = async (input: Partial<ListObjectsV2CommandInput>) => {
    const answer = await open.client.send(new ListObjectsV2Command({ Bucket: "photos", ...input }));
    return {
      ...answer,
      keys: answer.Contents?.map(({ Key }) => Key) ?? [],
      prefixes: answer.CommonPrefixes?.map(({ Prefix }) => Prefix) ?? [],
    };
  };

  it("lists all keys in order, with size, ETag and time", async () => {
    const { keys, KeyCount, IsTruncated, Contents, Name } = await list({});
    assert.deepEqual([keys, KeyCount, IsTruncated, Name], [KEYS, 7, false, "photos"]);
    const { Size, ETag, LastModified } = Contents?.[2] ?? {};
    assert.deepEqual([Size, ETag], [1, '"92eb5ffee6ae2fec3ad71c777531578f"']);
    assert.ok(LastModified instanceof Date);
  });

  for (const MaxKeys of [1, 2, 3, 7]) {
    it(`gives every key once in pages of ${MaxKeys}`, async () => {
      const pages: (string | undefined)[][] = [];
      const paginated = paginateListObjectsV2({ client: open.client }, { Bucket: "photos", MaxKeys });
      for await (const page of paginated) pages.push(page.Contents?.map(({ Key }) => Key) ?? []);
      assert.deepEqual(pages.flat(), KEYS);
      assert.equal(pages.length, Math.ceil(KEYS.length / MaxKeys));
    });
  }

  for (const MaxKeys of [1, 2, 5]) {
    it(`gives every key and every common prefix once in pages of ${MaxKeys}`, async () => {
      const names: (string | undefined)[] = [];
      const input = { Bucket: "photos", Delimiter: "/", MaxKeys };
      for await (const page of paginateListObjectsV2({ client: open.client }, input)) {
        names.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix));
        names.push(...(page.Contents ?? []).map(({ Key }) => Key));
      }
      assert.deepEqual(names.sort(), ["a/", "b", "c/", "e f+%.txt", "z"]);
    });
  }

  it("lists below a prefix only", async () => {
    assert.deepEqual((await list({ Prefix: "c/" })).keys, ["c/1", "c/d/2"]);
    assert.deepEqual((await list({ Prefix: "none" })).keys, []);
  });

  it("rolls up what lies deeper than the delimiter", async () => {
    const { keys, prefixes, KeyCount } = await list({ Prefix: "c/", Delimiter: "/" });
    assert.deepEqual([keys, prefixes, KeyCount], [["c/1"], ["c/d/"], 2]);
  });

  it("starts after a key, which need not exist", async () => {
    assert.deepEqual((await list({ StartAfter: "c/1" })).keys, ["c/d/2", "e f+%.txt", "z"]);
    assert.deepEqual((await list({ StartAfter: "d" })).keys, ["e f+%.txt", "z"]);
  });

  it("encodes keys where it is asked to", async () => {
    const { keys, EncodingType, Prefix } = await list({ EncodingType: "url", Prefix: "e f" });
    assert.deepEqual([keys, EncodingType, Prefix], [["e%20f%2B%25.txt"], "url", "e%20f"]);
  });

  it("lists nothing where no keys are wanted", async () => {
    const { keys, IsTruncated } = await list({ MaxKeys: 0 });
    assert.deepEqual([keys, IsTruncated], [[], false]);
  });

  it("refuses a continuation token of another maker", async () => {
    await assert.rejects(list({ ContinuationToken: "other" }), { name: "InvalidArgument" });
  });

  it("names the bucket that is not there", async () => {
    await assert.rejects(list({ Bucket: "nowhere" }), { name: "NoSuchBucket" });
  });

  it("pages the older listing by its marker", async () => {
    const first = await open.client.send(new ListObjectsCommand({ Bucket: "photos", MaxKeys: 4 }));
    assert.deepEqual([first.IsTruncated, first.NextMarker], [true, "c/1"]);
    const second = await open.client.send(
      new ListObjectsCommand({ Bucket: "photos", Marker: first.NextMarker }),
    );
    assert.deepEqual(
      second.Contents?.map(({ Key }) => Key),
      ["c/d/2", "e f+%.txt", "z"],
    );
  });
});
