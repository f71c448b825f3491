import assert from "node:assert/strict";
import { cropSize } from "../../../functions/crop/crop-size.ts";

describe("cropSize", () => {
  for (const [title, photo, wanted, expected] of [
    ["is the wanted size in a larger photo", [2048, 1365], [512, 512], [512, 512]],
    ["is the photo where it has just that size", [512, 512], [512, 512], [512, 512]],
    ["keeps the aspect ratio in a photo that is too low", [2000, 256], [512, 512], [256, 256]],
    ["keeps the aspect ratio in a photo that is too narrow", [600, 2000], [1200, 630], [600, 315]],
    ["follows the scarcer side in a photo that is too small", [451, 300], [1200, 630], [451, 237]],
    ["is one pixel of a photo of one pixel", [1, 1], [1200, 630], [1, 1]],
    ["has at least one pixel in a photo that is a line", [3000, 1], [1200, 630], [2, 1]],
  ] as const) {
    it(title, () => {
      const size = cropSize({ width: photo[0], height: photo[1] }, { width: wanted[0], height: wanted[1] });
      assert.deepEqual(size, { width: expected[0], height: expected[1] });
    });
  }
});
