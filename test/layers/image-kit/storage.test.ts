import assert from "node:assert/strict";
import { createServer } from "node:http";
import { deleteFolder, putIfAbsent, putObject, readObject, readStart } from "@terraloom/image-kit";
import { useStorage } from "../../functions/use-storage.ts";

const contentType = "text/plain";

describe("the storage", () => {
  const storage = useStorage();

  it("keeps bytes and content type under any key", async () => {
    const key = 'a b/100%/+/"it\'s"/猫.txt';
    const reference = await putObject({ key, bytes: Buffer.from("meow"), contentType });
    assert.deepEqual(reference, {
      bucket: "results-bucket",
      key,
      etag: "4a4be40c96ac6314e91d93f38043a634",
      sizeBytes: 4,
    });
    assert.equal(Buffer.from((await readObject(reference)) ?? []).toString(), "meow");
  });

  it("writes only once where it is asked to", async () => {
    const first = { key: "once", bytes: Buffer.from("first"), contentType };
    assert.equal(await putIfAbsent(first), true);
    assert.equal(await putIfAbsent({ ...first, bytes: Buffer.from("second") }), false);
    assert.equal((await storage.result("once")).toString(), "first");
  });

  it("reads the start of an object and tells its whole size", async () => {
    const reference = await putObject({ key: "long", bytes: Buffer.from("0123456789"), contentType });
    const start = await readStart(reference, 4);
    assert.deepEqual(start, { bytes: new Uint8Array(Buffer.from("0123")), sizeBytes: 10 });
  });

  it("reads the start of an empty object", async () => {
    const reference = await putObject({ key: "empty", bytes: Buffer.alloc(0), contentType });
    assert.deepEqual(await readStart(reference, 4), { bytes: new Uint8Array(), sizeBytes: 0 });
  });

  it("reads nothing where there is no object", async () => {
    assert.equal(await readObject({ bucket: "results-bucket", key: "nowhere" }), undefined);
  });

  it("reads nothing where another object took the place", async () => {
    const first = await putObject({ key: "changed", bytes: Buffer.from("1"), contentType });
    await putObject({ key: "changed", bytes: Buffer.from("2"), contentType });
    assert.equal(await readObject(first), undefined);
  });

  it("deletes what lies directly in a folder and nothing else", async () => {
    for (const key of ["f/v/a", "f/v/b +%.txt", "f/v/deeper/c", "f/vv/d"])
      await storage.putResult(key, Buffer.from(key));
    await deleteFolder("f/v/");
    assert.deepEqual(await storage.results("f/"), ["f/v/deeper/c", "f/vv/d"]);
  });

  it("passes on an error that will not pass by itself", async () => {
    await assert.rejects(readObject({ bucket: "no-such-bucket", key: "k" }), { name: "NoSuchBucket" });
  });

  describe("that does not answer", () => {
    it("is unavailable when nothing listens", async () => {
      const { port } = new URL(storage.store.endpoint);
      await storage.store.close();
      await assert.rejects(putObject({ key: "k", bytes: Buffer.alloc(1), contentType }), {
        name: "StorageUnavailable",
        message: `The storage does not answer: connect ECONNREFUSED 127.0.0.1:${port}`,
      });
    });

    it("is unavailable when it answers 503, after three tries", async () => {
      const { port } = new URL(storage.store.endpoint);
      let requests = 0;
      const server = createServer((request, response) => {
        requests += 1;
        request.resume();
        const body =
          "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>";
        request.on("end", () => response.writeHead(503, { "content-type": "application/xml" }).end(body));
      });
      await new Promise<void>((resolve) => server.listen(Number(port), "127.0.0.1", resolve));
      try {
        await assert.rejects(putObject({ key: "k", bytes: Buffer.alloc(1), contentType }), {
          name: "StorageUnavailable",
          message: "The storage does not answer: Please reduce your request rate.",
        });
        assert.equal(requests, 3);
      } finally {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    });
  });
});
