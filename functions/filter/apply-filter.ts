import { z } from "@terraloom/image-kit";
import type { Matrix3x3, Sharp } from "sharp";
import { vignette } from "./vignette.ts";

export const filterName = z.enum(["grayscale", "sepia", "blur", "sharpen", "vintage"]);

export type FilterName = z.infer<typeof filterName>;

/** Pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** How much of each of red, green and blue goes into each of them: brown tones of rising warmth. */
const SEPIA: Matrix3x3 = [
  [0.393, 0.769, 0.189],
  [0.349, 0.686, 0.168],
  [0.272, 0.534, 0.131],
];

/** Half sepia, half the colours as they are, so much darker that white stays below the end of the scale. */
const FADED: Matrix3x3 = [
  [0.592, 0.328, 0.08],
  [0.149, 0.717, 0.072],
  [0.116, 0.227, 0.482],
];

/** Applies one named filter to an opaque sRGB picture. */
export function applyFilter(image: Sharp, name: FilterName, size: Size): Sharp {
  switch (name) {
    case "grayscale":
      return image.grayscale();
    case "sepia":
      return image.recomb(SEPIA);
    case "blur":
      // Relative to the picture: a small one can still be told, a large one is blurred at all.
      return image.blur(Math.max(1, Math.max(size.width, size.height) / 150));
    case "sharpen":
      return image.sharpen({ sigma: 1.2 });
    case "vintage":
      // Contrast of 85 % with black lifted; sharp does that last, so that the dark corners are lifted too.
      return image
        .recomb(FADED)
        .composite([vignette(size)])
        .linear(0.85, 22);
  }
}
