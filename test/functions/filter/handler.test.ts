import assert from "node:assert/strict";
import sharp from "sharp";
import type { FilterName } from "../../../functions/filter/apply-filter.ts";
import { handler } from "../../../functions/filter/handler.ts";
import { difference, mapPixels, type Pixels, pixelAt, pixelsOf } from "../pixels.ts";
import { photo, useStorage } from "../use-storage.ts";

const ALL = ["grayscale", "sepia", "blur", "sharpen", "vintage"] as const;

describe("filter", () => {
  const storage = useStorage();
  let original: Pixels;
  let png: Buffer;

  before(async () => {
    png = await sharp(await photo("temple.jpg"))
      .png()
      .toBuffer();
    original = await pixelsOf(png);
  });

  async function run(bytes: Uint8Array, filters: readonly FilterName[]) {
    const working = await storage.putResult("working/photo.jpg/v1/photo.png", bytes);
    return handler({ working, name: "photo.jpg", version: "v1", filters });
  }

  async function filtered(bytes: Uint8Array, name: FilterName): Promise<Pixels> {
    await run(bytes, [name]);
    return pixelsOf(await storage.result(`pictures/photo.jpg/v1/filtered-${name}.jpg`));
  }

  it("writes a JPEG for each filter, in the order asked for", async () => {
    const { pictures } = await run(png, ALL);
    assert.deepEqual(
      pictures.map(({ sizeBytes: _, ...picture }) => picture),
      ALL.map((name) => ({
        file: `filtered-${name}.jpg`,
        bucket: "results-bucket",
        key: `pictures/photo.jpg/v1/filtered-${name}.jpg`,
        width: 640,
        height: 427,
        format: "jpeg",
      })),
    );
  });

  it("makes all three channels the photo's luminance for grayscale", async () => {
    const grey = await filtered(png, "grayscale");
    for (let at = 0; at < grey.data.length; at += 3) {
      assert.equal(grey.data[at], grey.data[at + 1]);
      assert.equal(grey.data[at], grey.data[at + 2]);
    }
    const luminance = mapPixels(original, (red, green, blue) => {
      const light = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
      return [encoded(light), encoded(light), encoded(light)];
    });
    const error = difference(grey, luminance);
    assert.ok(error < 3, `${error}`);
  });

  it("mixes brown tones for sepia", async () => {
    const expected = mapPixels(original, (red, green, blue) => [
      0.393 * red + 0.769 * green + 0.189 * blue,
      0.349 * red + 0.686 * green + 0.168 * blue,
      0.272 * red + 0.534 * green + 0.131 * blue,
    ]);
    const error = difference(await filtered(png, "sepia"), expected);
    assert.ok(error < 4, `${error}`);
  });

  it("smooths for blur and sharpens for sharpen", async () => {
    const before = contrast(original);
    assert.ok(contrast(await filtered(png, "blur")) < before * 0.4);
    assert.ok(contrast(await filtered(png, "sharpen")) > before * 1.3);
  });

  it("keeps the brightness for blur and sharpen", async () => {
    for (const name of ["blur", "sharpen"] as const) {
      const shift = Math.abs(mean(await filtered(png, name)) - mean(original));
      assert.ok(shift < 4, `${name}: ${shift}`);
    }
  });

  it("fades the colours for vintage", async () => {
    const pixels = await filtered(await plain("#c00000"), "vintage");
    assertNear(
      pixelAt(pixels, 150, 150),
      [0.592, 0.149, 0.116].map((part) => part * 192 * 0.85 + 22),
    );
  });

  it("lifts black for vintage", async () => {
    assertNear(pixelAt(await filtered(await plain("black"), "vintage"), 150, 150), [22, 22, 22]);
  });

  it("darkens towards the corners for vintage", async () => {
    const pixels = await filtered(await plain("white"), "vintage");
    const centre = [239, 225, 201];
    const darkened = (share: number) => centre.map((value) => (value - 22) * (1 - share) + 22);
    assertNear(pixelAt(pixels, 150, 150), centre);
    assertNear(pixelAt(pixels, 0, 150), darkened((115 / 255) * (2 * Math.SQRT1_2 - 1) ** 2));
    assertNear(pixelAt(pixels, 0, 0), darkened(115 / 255));
  });

  it("takes a photo of one pixel", async () => {
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: "red" } })
      .png()
      .toBuffer();
    const { pictures } = await run(dot, ALL);
    assert.deepEqual(
      new Set(pictures.map(({ width, height }) => `${width} × ${height}`)),
      new Set(["1 × 1"]),
    );
  });

  it("lays what is transparent over white", async () => {
    const clear = await sharp({ create: { width: 16, height: 16, channels: 4, background: "#00000000" } })
      .png()
      .toBuffer();
    assert.deepEqual(pixelAt(await filtered(clear, "grayscale"), 8, 8), [255, 255, 255]);
  });
});

function plain(background: string): Promise<Buffer> {
  return sharp({ create: { width: 300, height: 300, channels: 3, background } })
    .png()
    .toBuffer();
}

function assertNear(actual: readonly number[], expected: readonly number[]): void {
  const isNear = actual.every((value, at) => Math.abs(value - (expected[at] ?? Number.NaN)) <= 3);
  assert.ok(isNear, `${actual} is not ${expected}`);
}

function linear(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function encoded(light: number): number {
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
}

/** The mean absolute difference of neighbours in a row. */
function contrast({ data, width }: Pixels): number {
  let sum = 0;
  for (let at = 3; at < data.length; at += 1) {
    if (Math.floor(at / 3) % width !== 0) sum += Math.abs((data[at] ?? 0) - (data[at - 3] ?? 0));
  }
  return sum / data.length;
}

function mean({ data }: Pixels): number {
  return data.reduce((sum, value) => sum + value, 0) / data.length;
}
