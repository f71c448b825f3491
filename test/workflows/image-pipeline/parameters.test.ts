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

  it("name every output once", () => {
    const square = { name: "square", width: 1, height: 1, position: "centre" } as const;
    const twice = {
      formats: [
        { format: "webp", quality: 1 },
        { format: "webp", quality: 2 },
      ],
      crops: [square, { ...square, width: 2 }],
      filters: ["blur", "blur"],
    };
    assert.deepEqual(
      pipelineParameters.safeParse(twice).error?.issues.map(({ path, message }) => [path, message]),
      [
        [["formats"], "expected each format once"],
        [["crops"], "expected each name once"],
        [["filters"], "expected each filter once"],
      ],
    );
  });
});
