import type { OverlayOptions } from "sharp";

/** How dark the very corners get, of 255. */
const CORNER_ALPHA = 115;

/**
 * Black over a whole picture of `width` × `height` pixels: clear up to half way from the centre, then ever
 * denser towards the corners.
 */
export function vignette({
  width,
  height,
}: {
  readonly width: number;
  readonly height: number;
}): OverlayOptions {
  const input = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const down = (2 * y + 1) / height - 1;
    for (let x = 0; x < width; x += 1) {
      const across = (2 * x + 1) / width - 1;
      const distance = Math.sqrt((across * across + down * down) / 2);
      const density = Math.max(0, 2 * distance - 1) ** 2;
      input[(y * width + x) * 4 + 3] = Math.round(CORNER_ALPHA * density);
    }
  }
  return { input, raw: { width, height, channels: 4 } };
}
