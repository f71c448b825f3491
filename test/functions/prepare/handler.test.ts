import assert from "node:assert/strict";
import sharp from "sharp";
import { handler, type PrepareEvent } from "../../../functions/prepare/handler.ts";
import { difference, pixelAt, pixelsOf } from "../pixels.ts";
import { photo, useStorage } from "../use-storage.ts";

describe("prepare", () => {
  const storage = useStorage();

  async function prepare(bytes: Uint8Array, more: Partial<PrepareEvent> = {}) {
    const upload = await storage.upload("uploads/photo.jpg", bytes);
    return handler({
      photo: upload,
      name: "photo.jpg",
      version: upload.etag.slice(0, 16),
      format: "jpeg",
      pages: 1,
      workingSidePx: 2048,
      maxPixels: 50_000_000,
      ...more,
    });
  }

  async function prepared(bytes: Uint8Array, more: Partial<PrepareEvent> = {}) {
    const { working } = await prepare(bytes, more);
    return storage.result(working.key);
  }

  it("writes a PNG with the very pixels of the photo", async () => {
    const bytes = await photo("cat.jpg");
    const { working, ...rest } = await prepare(bytes, { version: "v1" });
    assert.deepEqual(rest, { width: 451, height: 300, notes: [] });
    assert.equal(working.bucket, "results-bucket");
    assert.equal(working.key, "working/photo.jpg/v1/photo.png");
    const copy = await storage.result(working.key);
    assert.equal(working.sizeBytes, copy.length);
    assert.equal((await sharp(copy).metadata()).format, "png");
    assert.equal(difference(await pixelsOf(copy), await pixelsOf(bytes)), 0);
  });

  for (const format of ["webp", "gif", "tiff", "avif"] as const) {
    it(`decodes ${format}`, async () => {
      const bytes = await sharp(await photo("cat.jpg"))
        .toFormat(format, { quality: 90 })
        .toBuffer();
      const copy = await pixelsOf(await prepared(bytes, { format }));
      const error = difference(copy, await pixelsOf(await photo("cat.jpg")));
      assert.ok(error < 8, `${error}`);
    });
  }

  it("writes the same object when it runs again", async () => {
    const bytes = await photo("cat.jpg");
    assert.deepEqual(await prepare(bytes), await prepare(bytes));
  });

  it("turns a photo upright", async () => {
    const turned = await pixelsOf(await prepared(await photo("coffee-rotated.jpg")));
    const upright = await pixelsOf(await photo("coffee.jpg"));
    assert.deepEqual([turned.width, turned.height], [600, 400]);
    assert.ok(difference(turned, upright) < 3, `${difference(turned, upright)}`);
  });

  it("bounds the longer side and keeps the aspect ratio", async () => {
    const { width, height } = await prepare(await photo("temple.jpg"), { workingSidePx: 320 });
    assert.deepEqual([width, height], [320, 214]);
  });

  it("takes a photo of one pixel", async () => {
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: "#0a0b0c" } })
      .png()
      .toBuffer();
    const pixels = await pixelsOf(await prepared(dot));
    assert.deepEqual([pixels.width, pixels.height, pixelAt(pixels, 0, 0)], [1, 1, [10, 11, 12]]);
  });

  it("takes a CMYK JPEG", async () => {
    const original = await pixelsOf(await photo("coffee.jpg"));
    const cmyk = await sharp(await photo("coffee.jpg"))
      .toColourspace("cmyk")
      .jpeg({ quality: 95 })
      .toBuffer();
    assert.equal((await sharp(cmyk).metadata()).space, "cmyk");
    const copy = await prepared(cmyk);
    const { space, channels } = await sharp(copy).metadata();
    assert.deepEqual([space, channels], ["srgb", 3]);
    const error = difference(await pixelsOf(copy), original);
    assert.ok(error < 12, `${error}`);
  });

  it("takes a PNG of 16 bits a channel", async () => {
    const original = await photo("flower.jpg");
    const deep = await sharp(original).toColourspace("rgb16").png().toBuffer();
    assert.equal((await sharp(deep).metadata()).depth, "ushort");
    const copy = await prepared(deep, { format: "png" });
    assert.equal((await sharp(copy).metadata()).depth, "uchar");
    const error = difference(await pixelsOf(copy), await pixelsOf(original));
    assert.ok(error < 1, `${error}`);
  });

  it("keeps the alpha of a grey picture, in sRGB", async () => {
    const grey = await sharp(Buffer.from([10, 255, 200, 0]), { raw: { width: 2, height: 1, channels: 2 } })
      .toColourspace("b-w")
      .png()
      .toBuffer();
    assert.equal((await sharp(grey).metadata()).channels, 2);
    const copy = await prepared(grey, { format: "png" });
    const { data, info } = await sharp(copy).raw().toBuffer({ resolveWithObject: true });
    assert.equal(info.channels, 4);
    assert.deepEqual([...data], [10, 10, 10, 255, 200, 200, 200, 0]);
  });

  it("converts a wide-gamut photo to sRGB", async () => {
    const wide = await sharp({ create: { width: 4, height: 4, channels: 3, background: "#c83c28" } })
      .withIccProfile("p3")
      .png()
      .toBuffer();
    const copy = await prepared(wide, { format: "png" });
    assert.equal((await sharp(copy).metadata()).icc, undefined);
    const error = pixelAt(await pixelsOf(copy), 0, 0).map(
      (value, channel) => value - ([200, 60, 40][channel] ?? 0),
    );
    assert.ok(
      error.every((value) => Math.abs(value) <= 1),
      `${error}`,
    );
  });

  it("uses the first frame of an animation and says so", async () => {
    const frames = Buffer.concat([Buffer.alloc(300, 255), Buffer.alloc(300, 0)]);
    const gif = await sharp(frames, { raw: { width: 10, height: 20, channels: 3, pageHeight: 10 } })
      .gif()
      .toBuffer();
    const { working, width, height, notes } = await prepare(gif, { format: "gif", pages: 12 });
    assert.deepEqual(
      { width, height, notes },
      { width: 10, height: 10, notes: ["Animated: first of 12 frames used."] },
    );
    assert.deepEqual(pixelAt(await pixelsOf(await storage.result(working.key)), 5, 5), [255, 255, 255]);
  });

  it("uses the first page of a TIFF and says so", async () => {
    const tiff = await sharp(await photo("cat.jpg"))
      .tiff()
      .toBuffer();
    const { notes } = await prepare(tiff, { format: "tiff", pages: 3 });
    assert.deepEqual(notes, ["Several pages: first of 3 pages used."]);
  });

  it("refuses a JPEG that was cut in half", async () => {
    const bytes = await photo("cat.jpg");
    await assert.rejects(prepare(bytes.subarray(0, bytes.length / 2)), {
      name: "DamagedPhoto",
      message: "The picture cannot be decoded: VipsJpeg: premature end of JPEG image.",
    });
  });

  it("takes a JPEG with stray bytes between its parts, as other decoders do", async () => {
    const bytes = await photo("cat.jpg");
    const firstPartEnds = 4 + bytes.readUInt16BE(4);
    const stray = [bytes.subarray(0, firstPartEnds), Buffer.alloc(2), bytes.subarray(firstPartEnds)];
    const { width, height } = await prepare(Buffer.concat(stray));
    assert.deepEqual([width, height], [451, 300]);
  });

  it("refuses a photo of more pixels than are taken", async () => {
    await assert.rejects(prepare(await photo("cat.jpg"), { maxPixels: 100_000 }), {
      name: "TooManyPixels",
      message: "The picture has more than the 100000 pixels that are taken.",
    });
  });

  it("does not hand an SVG to the decoder, whatever it was said to be", async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>');
    await assert.rejects(prepare(svg), {
      name: "DamagedPhoto",
      message: "The picture cannot be decoded: Input buffer contains unsupported image format.",
    });
  });

  it("says that a photo is gone when it was replaced", async () => {
    const { versionId: _, ...first } = await storage.upload("uploads/replaced.jpg", await photo("cat.jpg"));
    await storage.upload("uploads/replaced.jpg", await photo("flower.jpg"));
    const event = { photo: first, name: "replaced.jpg", version: "v1", format: "jpeg", pages: 1 };
    await assert.rejects(handler({ ...event, workingSidePx: 64, maxPixels: 1_000_000 }), {
      name: "PhotoGone",
      message: "The photo s3://uploads-bucket/uploads/replaced.jpg was deleted or replaced.",
    });
  });

  it("leaves a JPEG beside a working copy that is larger than Rekognition takes", async () => {
    const width = 2600;
    const noise = Buffer.alloc(width * width * 3);
    for (let index = 0, state = 1; index < noise.length; index += 1) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      noise[index] = state >>> 16;
    }
    const tiff = await sharp(noise, { raw: { width, height: width, channels: 3 } })
      .tiff()
      .toBuffer();
    const { working } = await prepare(tiff, { format: "tiff", workingSidePx: 4096, version: "large" });
    assert.ok(working.sizeBytes > 15_000_000);
    const jpeg = await storage.result("working/photo.jpg/large/recognizable.jpg");
    assert.ok(jpeg.length < 15_000_000);
    const { format, width: side } = await sharp(jpeg).metadata();
    assert.deepEqual([format, side], ["jpeg", 2048]);
  });
});
