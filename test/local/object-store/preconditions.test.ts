import assert from "node:assert/strict";
import { PutObjectCommand, type PutObjectCommandInput } from "@aws-sdk/client-s3";
import { type OpenStore, openStore } from "./open-store.ts";

describe("checkWriteConditions", () => {
  let open: OpenStore;

  before(async () => {
    open = await openStore();
  });
  after(() => open.close());

  const put = (input: Omit<PutObjectCommandInput, "Bucket">) =>
    open.client.send(new PutObjectCommand({ Bucket: "photos", ...input }));
  const text = async (key: string) => Buffer.from((await open.store.read("photos", key)) ?? []).toString();

  it("writes with If-None-Match * only where no object is", async () => {
    await put({ Key: "once", Body: "first", IfNoneMatch: "*" });
    const error = await put({ Key: "once", Body: "second", IfNoneMatch: "*" }).catch((e) => e);
    assert.deepEqual([error.name, error.$metadata.httpStatusCode], ["PreconditionFailed", 412]);
    assert.equal(await text("once"), "first");
  });

  it("lets one of several writers with If-None-Match * through", async () => {
    const writers = Array.from({ length: 8 }, (_, index) =>
      put({ Key: "raced", Body: `writer ${index}`, IfNoneMatch: "*" }).then(
        () => "stored",
        (error) => error.name,
      ),
    );
    const results = (await Promise.all(writers)).sort();
    assert.deepEqual(results, [...Array(7).fill("PreconditionFailed"), "stored"]);
  });

  it("writes with If-Match only over the object with that ETag", async () => {
    const { ETag } = await put({ Key: "matched", Body: "first" });
    await put({ Key: "matched", Body: "second", IfMatch: ETag });
    await assert.rejects(put({ Key: "matched", Body: "third", IfMatch: ETag }), {
      name: "PreconditionFailed",
    });
    await assert.rejects(put({ Key: "nowhere", Body: "x", IfMatch: ETag }), { name: "NoSuchKey" });
    assert.equal(await text("matched"), "second");
  });
});
