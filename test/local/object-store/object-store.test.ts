import assert from "node:assert/strict";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { setImmediate } from "node:timers/promises";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { startObjectStore } from "../../../local/object-store/object-store.ts";
import { UserError } from "../../../reporting/user-error.ts";
import { askStore } from "./ask-store.ts";
import { type OpenStore, openStore } from "./open-store.ts";

describe("startObjectStore", () => {
  let open: OpenStore;

  beforeEach(async () => {
    open = await openStore();
  });
  afterEach(() => open.close());

  const put = (Bucket: string, Key: string, Body: string) =>
    open.client.send(new PutObjectCommand({ Bucket, Key, Body }));

  it("listens on 127.0.0.1 on a free port", () => {
    assert.match(open.store.endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it("refuses a taken port with one sentence and leaves no folder behind", async () => {
    const port = Number(new URL(open.store.endpoint).port);
    const second = startObjectStore({ directory: open.directory, buckets: {}, port });
    await assert.rejects(second, (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(
        error.message,
        `Expected port ${port} to be free on 127.0.0.1, but found another process listening there. ` +
          "Choose another with --port, or leave it out to take a free one.",
      );
      return true;
    });
    assert.equal((await readdir(open.directory)).length, 1);
  });

  it("announces an object when it can be read, with ascending sequencers", async () => {
    const first = await put("archive", "a b%.jpg", "one");
    await put("photos", "c.jpg", "three");
    await open.client.send(
      new CopyObjectCommand({ Bucket: "photos", Key: "d.jpg", CopySource: "photos/c.jpg" }),
    );
    const event = { bucket: "photos", sizeBytes: 5, etag: "35d6d33467aae9a2e3dccb4b6b027878" };
    assert.deepEqual(open.events, [
      {
        bucket: "archive",
        key: "a b%.jpg",
        sizeBytes: 3,
        etag: "f97c5d29941bfb1b2fdab0874906ab82",
        versionId: first.VersionId,
        sequencer: "000000000000000001",
        reason: "PutObject",
      },
      { ...event, key: "c.jpg", sequencer: "000000000000000002", reason: "PutObject" },
      { ...event, key: "d.jpg", sequencer: "000000000000000003", reason: "CopyObject" },
    ]);
  });

  it("reads objects and their versions from within", async () => {
    const { VersionId } = await put("archive", "a", "first");
    await put("archive", "a", "second");
    assert.deepEqual(await open.store.read("archive", "a"), Buffer.from("second"));
    assert.deepEqual(await open.store.read("archive", "a", VersionId), Buffer.from("first"));
    await open.client.send(new DeleteObjectCommand({ Bucket: "archive", Key: "a" }));
    assert.equal(await open.store.read("archive", "a"), undefined);
    assert.equal(await open.store.read("archive", "a", "other"), undefined);
    assert.equal(await open.store.read("nowhere", "a"), undefined);
  });

  it("lists objects from within, by prefix and in order", async () => {
    await put("photos", "b/2", "22");
    await put("photos", "b/1", "1");
    await put("photos", "a", "");
    assert.deepEqual(await open.store.list("photos", "b/"), [
      { key: "b/1", sizeBytes: 1 },
      { key: "b/2", sizeBytes: 2 },
    ]);
    assert.deepEqual(await open.store.list("nowhere", ""), []);
  });

  it("takes requests without authorization", async () => {
    await put("photos", "a", "hello");
    assert.deepEqual(await askStore(`${open.store.endpoint}/photos/a`, "GET"), {
      status: 200,
      body: "hello",
    });
  });

  it("refuses a foreign Host, as DNS rebinding would send it", async () => {
    const { status, body } = await askStore(`${open.store.endpoint}/photos/a`, "GET", {
      host: "evil.example:80",
    });
    assert.equal(status, 403);
    assert.equal(
      body,
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code>' +
        "<Message>The store answers to 127.0.0.1 and localhost only, in path style.</Message>" +
        "<Resource>/photos/a</Resource></Error>",
    );
  });

  it("refuses a foreign Origin, as a web page would send it", async () => {
    const origin = "https://evil.example";
    const { status } = await askStore(`${open.store.endpoint}/photos/a?uploads`, "POST", { origin });
    assert.equal(status, 403);
  });

  it("names the operation that it does not have", async () => {
    const request = open.client.send(new GetObjectAclCommand({ Bucket: "photos", Key: "a" }));
    await assert.rejects(request, {
      name: "NotImplemented",
      message: "The local object store does not offer GetObjectAcl.",
    });
  });

  it("refuses to store in plain text what was to be encrypted with a customer's key", async () => {
    const headers = { "x-amz-server-side-encryption-customer-algorithm": "AES256" };
    const { status } = await askStore(`${open.store.endpoint}/photos/a`, "PUT", headers, "x");
    assert.equal(status, 501);
    assert.equal(await open.store.read("photos", "a"), undefined);
  });

  it("leaves nothing of an upload that was cut off", async () => {
    const socket = connect(Number(new URL(open.store.endpoint).port), "127.0.0.1");
    await once(socket, "connect");
    socket.write("PUT /photos/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nonly the start");
    const storedFiles = async () => (await readdir(open.directory, { recursive: true })).slice(1);
    while ((await storedFiles()).length === 0) await setImmediate();
    socket.destroy();
    while ((await storedFiles()).length > 0) await setImmediate();
    assert.equal(await open.store.read("photos", "a"), undefined);
    assert.deepEqual(open.events, []);
  });

  it("leaves nothing of an upload that is on its way when it closes", async () => {
    const socket = connect(Number(new URL(open.store.endpoint).port), "127.0.0.1");
    socket.on("error", () => {}); // the cut connection, which is what is expected
    socket.write("PUT /photos/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nonly the start");
    const storedFiles = async () => (await readdir(open.directory, { recursive: true })).slice(1);
    while ((await storedFiles()).length === 0) await setImmediate();
    await open.store.close();
    assert.deepEqual(await readdir(open.directory), []);
  });

  it("frees its port and removes what it stored when it closes", async () => {
    await put("photos", "a", "x");
    await open.store.close();
    assert.deepEqual(await readdir(open.directory), []);
    await assert.rejects(askStore(open.store.endpoint, "GET"), { code: "ECONNREFUSED" });
  });

  it("closes while a client still reads", async () => {
    await put("photos", "a", "x".repeat(32 * 1024 * 1024));
    const { Body } = await open.client.send(new GetObjectCommand({ Bucket: "photos", Key: "a" }));
    await open.store.close();
    await assert.rejects(async () => Body?.transformToByteArray(), { code: "ECONNRESET" });
  });
});
