import assert from "node:assert/strict";
import {
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  ListBucketsCommand,
} from "@aws-sdk/client-s3";
import { createClient, type OpenStore, openStore } from "../open-store.ts";

describe("bucket facts", () => {
  let open: OpenStore;

  before(async () => {
    open = await openStore();
  });
  after(() => open.close());

  it("lists the buckets by name", async () => {
    const { Buckets } = await open.client.send(new ListBucketsCommand({}));
    assert.deepEqual(
      Buckets?.map(({ Name }) => Name),
      ["archive", "photos"],
    );
    assert.ok(Buckets?.[0]?.CreationDate instanceof Date);
  });

  it("answers HEAD of a bucket with the region that the request was signed for", async () => {
    const { BucketRegion } = await open.client.send(new HeadBucketCommand({ Bucket: "photos" }));
    assert.equal(BucketRegion, "eu-west-1");
  });

  it("answers HEAD of a missing bucket with 404", async () => {
    const request = open.client.send(new HeadBucketCommand({ Bucket: "nowhere" }));
    await assert.rejects(request, { name: "NotFound" });
  });

  it("gives the location as S3 does: us-east-1 has none", async () => {
    const request = new GetBucketLocationCommand({ Bucket: "photos" });
    assert.equal((await open.client.send(request)).LocationConstraint, "eu-west-1");
    const american = createClient(open.store.endpoint, { region: "us-east-1" });
    assert.equal((await american.send(request)).LocationConstraint, undefined);
    american.destroy();
  });

  it("says whether a bucket keeps versions", async () => {
    const statusOf = async (Bucket: string) =>
      (await open.client.send(new GetBucketVersioningCommand({ Bucket }))).Status;
    assert.deepEqual([await statusOf("archive"), await statusOf("photos")], ["Enabled", undefined]);
  });
});
