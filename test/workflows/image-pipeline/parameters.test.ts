import assert from "node:assert/strict";
import { pipelineParameters } from "../../../workflows/image-pipeline/parameters.ts";

describe("the parameters of the image pipeline", () => {
  it("have a default each", () => {
    assert.deepEqual(pipelineParameters.parse({}), {
      maxUploadBytes: 50_000_000,
      maxPixels: 50_000_000,
      workingSidePx: 2048,
      formats: [
        { format: "webp", quality: 80 },
        { format: "jpeg", quality: 82 },
        { format: "avif", quality: 50 },
      ],
      crops: [
        { name: "square", width: 512, height: 512, position: "attention" },
        { name: "wide", width: 1200, height: 630, position: "attention" },
        { name: "thumbnail", width: 160, height: 160, position: "centre" },
      ],
      filters: ["grayscale", "sepia", "blur", "sharpen", "vintage"],
      maxLabels: 10,
      minConfidence: 55,
    });
  });
});
