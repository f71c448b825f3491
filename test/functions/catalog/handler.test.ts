import assert from "node:assert/strict";
import type { PhotoReference } from "@terraloom/image-kit";
import { type CatalogEvent, handler } from "../../../functions/catalog/handler.ts";
import { handler as inspect } from "../../../functions/inspect/handler.ts";
import { photo, useStorage } from "../use-storage.ts";

const labels = [{ name: "Cat", confidence: 99.1 }];

describe("catalog", () => {
  const storage = useStorage();

  /** A photo in the middle of its way: claimed, with a working copy and an output. */
  async function begin(file: string) {
    const upload = await storage.upload(`uploads/${file}`, await photo("cat.jpg"));
    const limits = { maxBytes: 1_000_000, maxPixels: 1_000_000 };
    const { name, version } = await inspect({ upload, execution: "first", limits });
    const id = `${name}/${version}`;
    await storage.putResult(`working/${id}/photo.png`, Buffer.from("working"));
    const output = await storage.putResult(`pictures/${id}/compressed.jpg`, Buffer.from("output"));
    const { bucket, key, sizeBytes } = output;
    const picture = {
      file: "compressed.jpg",
      bucket,
      key,
      width: 2,
      height: 1,
      sizeBytes,
      format: "jpeg",
    } as const;
    return { upload, name, version, id, picture };
  }

  function refused(upload: PhotoReference, more: Partial<CatalogEvent> = {}): CatalogEvent {
    const reason = { error: "DamagedPhoto", message: "The picture cannot be decoded." };
    return {
      status: "rejected",
      execution: "first",
      photo: upload,
      pictures: [],
      documents: [],
      labels: [],
      notes: [],
      reason,
      ...more,
    };
  }

  describe("of a photo that was processed", () => {
    it("writes the record, keeps the outputs and deletes the working copy", async () => {
      const { upload, name, version, id, picture } = await begin("a cat.jpg");
      const record = await handler({
        status: "processed",
        execution: "first",
        photo: upload,
        name,
        version,
        pictures: [picture],
        documents: [],
        labels,
        notes: ["Animated: first of 12 frames used."],
      });
      assert.deepEqual(record, {
        status: "processed",
        name: "a cat.jpg",
        version,
        photo: upload,
        pictures: [picture],
        documents: [],
        labels,
        notes: ["Animated: first of 12 frames used."],
        folder: `pictures/${id}/`,
      });
      assert.deepEqual(await storage.json(`catalog/${id}.json`), record);
      assert.deepEqual(await storage.results(`working/${id}`), []);
      assert.deepEqual(await storage.results(`pictures/${id}`), [picture.key]);
    });

    it("writes the same record when it runs again", async () => {
      const { upload, name, version, picture } = await begin("again.jpg");
      const identity = { execution: "first", photo: upload, name, version };
      const event = { ...identity, pictures: [picture], documents: [], labels, notes: [] };
      const first = await handler({ status: "processed", ...event });
      assert.deepEqual(await handler({ status: "processed", ...event }), first);
    });
  });

  describe("of a photo that was rejected", () => {
    it("names it as inspect does, leaves only the reason and the original, and keeps the claim", async () => {
      const { upload, name, version, id } = await begin("broken 100%.jpg");
      const record = await handler(refused(upload));
      const reason = { error: "DamagedPhoto", message: "The picture cannot be decoded." };
      const [document] = record.documents;
      assert.deepEqual(record, {
        status: "rejected",
        name,
        version,
        photo: upload,
        pictures: [],
        documents: [
          {
            file: "rejected.json",
            bucket: "results-bucket",
            key: `rejected/${id}/rejected.json`,
            sizeBytes: document?.sizeBytes,
          },
        ],
        labels: [],
        notes: [],
        reason,
        folder: `rejected/${id}/`,
      });
      assert.deepEqual(
        (await storage.results()).filter((key) => key.includes(id)),
        [`claims/${id}.json`, `rejected/${id}/original`, `rejected/${id}/rejected.json`],
      );
      assert.deepEqual(await storage.json(`rejected/${id}/rejected.json`), {
        status: "rejected",
        reason,
        photo: upload,
      });
      assert.deepEqual(await storage.result(`rejected/${id}/original`), await photo("cat.jpg"));
    });

    it("says of a function's error only the message", async () => {
      const { upload } = await begin("function-error.jpg");
      const trace = ["DamagedPhoto: It ends too early.", "    at handler (/var/task/index.js:1:1)"];
      const message = JSON.stringify({
        errorType: "DamagedPhoto",
        errorMessage: "It ends too early.",
        trace,
      });
      const { reason } = await handler(refused(upload, { reason: { error: "DamagedPhoto", message } }));
      assert.deepEqual(reason, { error: "DamagedPhoto", message: "It ends too early." });
    });

    it("does without the original, and gives the claim back, where the photo is gone", async () => {
      const { upload, id } = await begin("gone.jpg");
      const lost = { ...upload, versionId: "00000000-0000-0000-0000-000000000000" };
      await handler(refused(lost, { reason: { error: "PhotoGone", message: "It was deleted." } }));
      assert.deepEqual(
        (await storage.results()).filter((key) => key.includes(id)),
        [`rejected/${id}/rejected.json`],
      );
    });

    it("leaves a photo alone whose name begins with the name and version of this one", async () => {
      const { upload, id } = await begin("outer.jpg");
      const inner = `pictures/${id}/inner.jpg/0123456789abcdef/compressed.jpg`;
      await storage.putResult(inner, Buffer.from("inner"));
      await handler(refused(upload));
      assert.deepEqual(await storage.results(`pictures/${id}`), [inner]);
    });
  });

  describe("of a photo that failed", () => {
    it("leaves only the reason, so that the photo can be uploaded again", async () => {
      const { upload, id } = await begin("failed.jpg");
      const reason = { error: "States.Timeout", message: "" };
      const record = await handler(refused(upload, { status: "failed", reason }));
      assert.deepEqual(record.reason, { error: "States.Timeout", message: "States.Timeout" });
      assert.deepEqual(
        (await storage.results()).filter((key) => key.includes(id)),
        [`rejected/${id}/rejected.json`],
      );
    });

    it("leaves alone what another execution has claimed", async () => {
      const { upload, id, picture } = await begin("claimed.jpg");
      await handler(refused(upload, { status: "failed", execution: "second" }));
      assert.deepEqual(
        (await storage.results()).filter((key) => key.includes(id)),
        [`claims/${id}.json`, picture.key, `rejected/${id}/rejected.json`, `working/${id}/photo.png`],
      );
    });
  });
});
