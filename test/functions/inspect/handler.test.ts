import assert from "node:assert/strict";
import sharp from "sharp";
import { handler, type InspectEvent } from "../../../functions/inspect/handler.ts";
import { photo, useStorage } from "../use-storage.ts";

const limits = { maxBytes: 50_000_000, maxPixels: 50_000_000 };

describe("inspect", () => {
  const storage = useStorage();

  async function inspect(key: string, bytes: Uint8Array, more: Partial<InspectEvent> = {}) {
    return handler({ upload: await storage.upload(key, bytes), execution: "first", limits, ...more });
  }

  it("tells what a JPEG is and names its results", async () => {
    const bytes = await photo("cat.jpg");
    const upload = await storage.upload("uploads/pets/cat.jpg", bytes);
    const { version, ...rest } = await handler({ upload, execution: "first", limits });
    assert.match(version, /^[0-9a-f]{16}$/);
    assert.deepEqual(rest, {
      duplicate: false,
      photo: upload,
      name: "pets/cat.jpg",
      format: "jpeg",
      width: 451,
      height: 300,
      orientation: 1,
      pages: 1,
      sizeBytes: bytes.length,
    });
  });

  it("tells the orientation and the size as stored", async () => {
    const { width, height, orientation } = await inspect(
      "uploads/turned.jpg",
      await photo("coffee-rotated.jpg"),
    );
    assert.deepEqual({ width, height, orientation }, { width: 400, height: 600, orientation: 6 });
  });

  for (const format of ["png", "webp", "gif", "tiff", "avif"] as const) {
    it(`tells ${format} by its content, whatever its name is`, async () => {
      const bytes = await sharp(await photo("cat.jpg"))
        .toFormat(format)
        .toBuffer();
      const inspection = await inspect(`uploads/${format}-named.jpg`, bytes);
      assert.deepEqual([inspection.format, inspection.width, inspection.height], [format, 451, 300]);
    });
  }

  it("counts the frames of an animation that is longer than what is read first", async () => {
    const raw = { width: 200, height: 200 * 12, channels: 3, pageHeight: 200 } as const;
    const noise = Buffer.from(Array.from({ length: 200 * 2400 * 3 }, (_, index) => (index * 7919) % 251));
    const bytes = await sharp(noise, { raw }).gif().toBuffer();
    assert.ok(bytes.length > 65_536);
    const { format, width, height, pages } = await inspect("uploads/long.gif", bytes);
    assert.deepEqual({ format, width, height, pages }, { format: "gif", width: 200, height: 200, pages: 12 });
  });

  it("reads on where a header is longer than what is read first", async () => {
    const bytes = await sharp(await photo("cat.jpg"))
      .withXmp(`<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/">${" ".repeat(60_000)}</x:xmpmeta>`)
      .withExif({ IFD0: { ImageDescription: "x".repeat(30_000) } })
      .toBuffer();
    const { width, height } = await inspect("uploads/long-header.jpg", bytes);
    assert.deepEqual([width, height], [451, 300]);
  });

  it("tells the size of a picture far over the limit, so that the workflow can refuse it", async () => {
    const bytes = await sharp(Buffer.alloc(16_000 * 16_000), {
      raw: { width: 16_000, height: 16_000, channels: 1 },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    assert.ok(bytes.length < 1_000_000, `${bytes.length}`);
    const { format, width, height } = await inspect("uploads/vast.png", bytes);
    assert.deepEqual({ format, width, height }, { format: "png", width: 16_000, height: 16_000 });
  });

  it("leaves an SVG unread", async () => {
    const svg =
      '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' +
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text>&x;</text></svg>';
    const { format, width, height, pages } = await inspect("uploads/drawing.svg", Buffer.from(svg));
    assert.deepEqual({ format, width, height, pages }, { format: "svg", width: 0, height: 0, pages: 0 });
  });

  it("calls a HEIC heic", async () => {
    const { format } = await inspect(
      "uploads/phone.heic",
      Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"),
    );
    assert.equal(format, "heic");
  });

  it("calls a text that is named .jpg unknown", async () => {
    const { format } = await inspect("uploads/letter.jpg", Buffer.from("Dear reader,\n"));
    assert.equal(format, "unknown");
  });

  it("refuses an empty file", async () => {
    await assert.rejects(inspect("uploads/empty.jpg", new Uint8Array()), {
      name: "EmptyPhoto",
      message: "The file is empty.",
    });
  });

  it("refuses a file of more bytes than are taken", async () => {
    const maxBytes = 10_000;
    await assert.rejects(
      inspect("uploads/heavy.jpg", await photo("cat.jpg"), { limits: { ...limits, maxBytes } }),
      {
        name: "PhotoTooLarge",
        message: "The file has 37971 bytes; at most 10000 are taken.",
      },
    );
  });

  it("refuses a GIF without width, and says why", async () => {
    const gif = await sharp({ create: { width: 1, height: 10, channels: 3, background: "white" } })
      .gif()
      .toBuffer();
    gif.writeUInt16LE(0, 6);
    await assert.rejects(inspect("uploads/flat.gif", gif), {
      name: "DamagedPhoto",
      message: "The picture cannot be decoded: it has 0 × 10 pixels.",
    });
  });

  it("says that a photo is gone when it was deleted", async () => {
    const upload = await storage.upload("uploads/kept.jpg", await photo("cat.jpg"));
    const { versionId: _, ...rest } = upload;
    await assert.rejects(
      handler({ upload: { ...rest, key: "uploads/lost.jpg" }, execution: "first", limits }),
      {
        name: "PhotoGone",
        message: "The photo s3://uploads-bucket/uploads/lost.jpg was deleted or replaced.",
      },
    );
  });

  it("gives a photo to the first execution, again when that one asks again, and to no other", async () => {
    const upload = await storage.upload("uploads/claimed.jpg", await photo("cat.jpg"));
    const duplicates = [];
    for (const execution of ["first", "first", "second"]) {
      duplicates.push((await handler({ upload, execution, limits })).duplicate);
    }
    assert.deepEqual(duplicates, [false, false, true]);
  });

  it("knows the same bytes uploaded again under the same key, and does not read them", async () => {
    const bytes = await photo("flower.jpg");
    const first = await inspect("uploads/twice.jpg", bytes);
    const second = await inspect("uploads/twice.jpg", bytes, { execution: "second" });
    assert.notEqual(second.photo.versionId, first.photo.versionId);
    assert.deepEqual(second, {
      duplicate: true,
      photo: second.photo,
      name: "twice.jpg",
      version: first.version,
      format: "unknown",
      width: 0,
      height: 0,
      orientation: 1,
      pages: 0,
      sizeBytes: bytes.length,
    });
  });

  it("takes other bytes under the same key for another photo", async () => {
    const first = await inspect("uploads/changed.jpg", await photo("flower.jpg"));
    const second = await inspect("uploads/changed.jpg", await photo("cat.jpg"), { execution: "second" });
    assert.equal(second.duplicate, false);
    assert.notEqual(second.version, first.version);
  });

  for (const file of [
    "a b.jpg",
    "100%.jpg",
    "a+b.jpg",
    `"it's".jpg`,
    "Ünïcode 猫.jpg",
    "../up.jpg",
    "a//b.jpg",
  ]) {
    it(`takes a photo named ${file}`, async () => {
      const { width } = await inspect(`uploads/${file}`, await photo("cat.jpg"));
      assert.equal(width, 451);
    });
  }

  it("refuses an event of another shape and names the place", async () => {
    const event = { upload: { bucket: "b" }, execution: "first", limits } as unknown as InspectEvent;
    await assert.rejects(handler(event), {
      name: "InvalidEvent",
      message: "The event is not valid at upload.key: Invalid input: expected string, received undefined.",
    });
  });
});
