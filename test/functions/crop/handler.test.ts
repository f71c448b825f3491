import assert from "node:assert/strict";
import sharp from "sharp";
import { type CropEvent, handler } from "../../../functions/crop/handler.ts";
import { difference, pixelsOf } from "../pixels.ts";
import { photo, useStorage } from "../use-storage.ts";

describe("crop", () => {
  const storage = useStorage();

  async function crop(png: Uint8Array, wanted: CropEvent["crop"]) {
    const working = await storage.putResult("working/photo.jpg/v1/photo.png", png);
    const { picture } = await handler({ working, name: "photo.jpg", version: "v1", crop: wanted });
    return { picture, pixels: await pixelsOf(await storage.result(picture.key)) };
  }

  it("writes the cut-out under its name", async () => {
    const png = await sharp(await photo("coffee.jpg"))
      .png()
      .toBuffer();
    const { picture } = await crop(png, { name: "square", width: 200, height: 200, position: "centre" });
    const { sizeBytes, ...rest } = picture;
    assert.equal(sizeBytes, (await storage.result(picture.key)).length);
    assert.deepEqual(rest, {
      file: "cropped-square.jpg",
      bucket: "results-bucket",
      key: "pictures/photo.jpg/v1/cropped-square.jpg",
      width: 200,
      height: 200,
      format: "jpeg",
    });
  });

  it("takes the middle", async () => {
    const png = await sharp(await photo("coffee.jpg"))
      .png()
      .toBuffer();
    const { pixels } = await crop(png, { name: "square", width: 400, height: 400, position: "centre" });
    const middle = await sharp(png).extract({ left: 100, top: 0, width: 400, height: 400 }).png().toBuffer();
    const error = difference(pixels, await pixelsOf(middle));
    assert.ok(error < 3, `${error}`);
  });

  it("takes the part that draws attention", async () => {
    const dot = await sharp({ create: { width: 60, height: 60, channels: 3, background: "#ff2020" } })
      .png()
      .toBuffer();
    const png = await sharp({ create: { width: 600, height: 200, channels: 3, background: "#808080" } })
      .composite([{ input: dot, left: 520, top: 70 }])
      .png()
      .toBuffer();
    const { pixels } = await crop(png, { name: "square", width: 200, height: 200, position: "attention" });
    const right = await sharp(png).extract({ left: 400, top: 0, width: 200, height: 200 }).png().toBuffer();
    const error = difference(pixels, await pixelsOf(right));
    assert.ok(error < 3, `${error}`);
  });

  it("does not enlarge a smaller photo and keeps the aspect ratio", async () => {
    const png = await sharp(await photo("cat.jpg"))
      .png()
      .toBuffer();
    const { pixels } = await crop(png, { name: "wide", width: 1200, height: 630, position: "centre" });
    assert.deepEqual([pixels.width, pixels.height], [451, 237]);
    const middle = await sharp(png).extract({ left: 0, top: 32, width: 451, height: 237 }).png().toBuffer();
    const error = difference(pixels, await pixelsOf(middle));
    assert.ok(error < 3, `${error}`);
  });

  for (const position of ["attention", "centre"] as const) {
    it(`gives one pixel of a photo of one pixel by ${position}`, async () => {
      const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: "red" } })
        .png()
        .toBuffer();
      const { picture } = await crop(dot, { name: "square", width: 512, height: 512, position });
      assert.deepEqual([picture.width, picture.height], [1, 1]);
    });
  }

  it("refuses a name that would lead to another folder", async () => {
    const wanted = { name: "../x", width: 1, height: 1, position: "centre" } as const;
    await assert.rejects(crop(await photo("cat.jpg"), wanted), {
      name: "InvalidEvent",
      message: "The event is not valid at crop.name: Expected lower case letters, digits and -.",
    });
  });
});
