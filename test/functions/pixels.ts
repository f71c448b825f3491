import sharp from "sharp";

/** A decoded picture: three bytes a pixel, red, green and blue. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

/** Decodes a picture; transparent parts are laid over white. */
export async function pixelsOf(bytes: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(bytes)
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** The mean absolute difference of two pictures' channels, 0 to 255; not a number where their sizes differ. */
export function difference(left: Pixels, right: Pixels): number {
  if (left.width !== right.width || left.height !== right.height) return Number.NaN;
  let sum = 0;
  for (let index = 0; index < left.data.length; index += 1) {
    sum += Math.abs((left.data[index] ?? 0) - (right.data[index] ?? 0));
  }
  return sum / left.data.length;
}

/** One pixel as [red, green, blue]. */
export function pixelAt({ width, data }: Pixels, x: number, y: number): readonly number[] {
  const at = (y * width + x) * 3;
  return [...data.subarray(at, at + 3)];
}

/** A picture made from another pixel by pixel. */
export function mapPixels(
  pixels: Pixels,
  map: (red: number, green: number, blue: number) => readonly number[],
): Pixels {
  const data = Buffer.alloc(pixels.data.length);
  for (let at = 0; at < data.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = pixels.data.subarray(at, at + 3);
    map(red, green, blue).forEach((value, channel) => {
      data[at + channel] = Math.min(255, Math.max(0, Math.round(value)));
    });
  }
  return { ...pixels, data };
}
