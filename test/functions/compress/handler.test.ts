import assert from "node:assert/strict";
import sharp from "sharp";
import { type CompressEvent, handler } from "../../../functions/compress/handler.ts";
import { difference, pixelAt, pixelsOf } from "../pixels.ts";
import { photo, useStorage } from "../use-storage.ts";

const formats = [
  { format: "webp", quality: 80 },
  { format: "jpeg", quality: 82 },
  { format: "avif", quality: 50 },
] as const;

describe("compress", () => {
  const storage = useStorage();

  async function compress(png: Uint8Array, more: Partial<CompressEvent> = {}) {
    const working = await storage.putResult("working/photo.jpg/v1/photo.png", png);
    return handler({ working, name: "photo.jpg", version: "v1", formats, ...more });
  }

  it("writes each format under a name of its own, in the order asked for", async () => {
    const { pictures } = await compress(
      await sharp(await photo("cat.jpg"))
        .png()
        .toBuffer(),
    );
    assert.deepEqual(
      pictures.map(({ sizeBytes: _, ...picture }) => picture),
      [
        ["compressed.webp", "webp"],
        ["compressed.jpg", "jpeg"],
        ["compressed.avif", "avif"],
      ].map(([file, format]) => ({
        file,
        bucket: "results-bucket",
        key: `pictures/photo.jpg/v1/${file}`,
        width: 451,
        height: 300,
        format,
      })),
    );
  });

  it("writes pictures that look like the photo and are smaller", async () => {
    const source = await photo("coffee.jpg");
    const { pictures } = await compress(await sharp(source).png().toBuffer());
    const original = await pixelsOf(source);
    for (const { file, key, sizeBytes } of pictures) {
      const bytes = await storage.result(key);
      assert.equal(bytes.length, sizeBytes);
      assert.ok(sizeBytes < source.length, `${file}: ${sizeBytes}`);
      const error = difference(await pixelsOf(bytes), original);
      assert.ok(error < 4, `${file}: ${error}`);
    }
  });

  it("writes what the file's name says", async () => {
    const { pictures } = await compress(
      await sharp(await photo("flower.jpg"))
        .png()
        .toBuffer(),
    );
    const written = await Promise.all(
      pictures.map(async ({ key }) => {
        const { format, compression } = await sharp(await storage.result(key)).metadata();
        return compression ?? format;
      }),
    );
    assert.deepEqual(written, ["webp", "jpeg", "av1"]);
  });

  it("follows the quality", async () => {
    const png = await sharp(await photo("cat.jpg"))
      .png()
      .toBuffer();
    const sizes = [];
    for (const quality of [20, 90]) {
      const { pictures } = await compress(png, { formats: [{ format: "jpeg", quality }] });
      sizes.push(pictures[0]?.sizeBytes ?? 0);
    }
    const [low = 0, high = 0] = sizes;
    assert.ok(low * 3 < high, `${sizes}`);
  });

  it("keeps alpha, and lays it over white where the format has none", async () => {
    const clear = await sharp({ create: { width: 16, height: 16, channels: 4, background: "#00000000" } })
      .png()
      .toBuffer();
    const { pictures } = await compress(clear);
    const alphas = await Promise.all(
      pictures.map(async ({ key }) => (await sharp(await storage.result(key)).metadata()).hasAlpha),
    );
    assert.deepEqual(alphas, [true, false, true]);
    const jpeg = await pixelsOf(await storage.result("pictures/photo.jpg/v1/compressed.jpg"));
    assert.deepEqual(pixelAt(jpeg, 8, 8), [255, 255, 255]);
  });

  it("takes a photo of one pixel", async () => {
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    const { pictures } = await compress(dot);
    assert.deepEqual(
      pictures.map(({ width, height }) => [width, height]),
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    );
  });

  it("writes the same bytes when it runs again", async () => {
    const png = await sharp(await photo("cat.jpg"))
      .png()
      .toBuffer();
    const runs = [];
    for (let run = 0; run < 2; run += 1) {
      const { pictures } = await compress(png);
      runs.push(await Promise.all(pictures.map(({ key }) => storage.result(key))));
    }
    assert.deepEqual(runs[0], runs[1]);
  });

  it("says that the working copy is gone", async () => {
    const working = { bucket: "results-bucket", key: "working/gone/v1/photo.png", etag: "0", sizeBytes: 1 };
    await assert.rejects(handler({ working, name: "gone", version: "v1", formats }), {
      name: "WorkingCopyGone",
      message: "The working copy s3://results-bucket/working/gone/v1/photo.png was deleted or replaced.",
    });
  });

  it("refuses a quality over 100", async () => {
    const event = { formats: [{ format: "jpeg" as const, quality: 101 }] };
    await assert.rejects(compress(await photo("cat.jpg"), event), {
      name: "InvalidEvent",
      message: "The event is not valid at formats.0.quality: Too big: expected number to be <=100.",
    });
  });
});
