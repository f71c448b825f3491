import assert from "node:assert/strict";
import { type ArtifactSize, checkLimits } from "../../packaging/limits.ts";

const MB = 1024 * 1024;

function artifact(id: string, sizeBytes: number, unzippedBytes: number): ArtifactSize {
  const heaviest = Array.from({ length: 10 }, (_, index) => ({
    path: `${id}/${index}.js`,
    sizeBytes: unzippedBytes / 2 ** (index + 1),
  }));
  return { id, sizeBytes, unzippedBytes, heaviest };
}

describe("checkLimits", () => {
  it("takes a function and layers that are exactly as large as Lambda takes", () => {
    checkLimits(
      artifact("f", 50 * MB, 50 * MB),
      [1, 2, 3, 4, 5].map((n) => artifact(`l${n}`, MB, 40 * MB)),
    );
  });

  it("refuses six layers", () => {
    const layers = [1, 2, 3, 4, 5, 6].map((n) => artifact(`l${n}`, 1, 1));
    assert.throws(() => checkLimits(artifact("app/f", 1, 1), layers), {
      name: "UserError",
      message:
        "app/f: Expected at most 5 layers, Lambda's limit, but found 6. Merge layers that are always used together.",
    });
  });

  it("refuses a zip over 50 MB and names its ten heaviest files", () => {
    assert.throws(() => checkLimits(artifact("app/f", 51 * MB, 64 * MB), []), {
      name: "UserError",
      message:
        "app/f: Expected a zip of at most 50 MB, Lambda's limit for an upload, but found 51.00 MB. " +
        "The heaviest files are app/f/0.js (32.00 MB), app/f/1.js (16.00 MB), app/f/2.js (8.00 MB), " +
        "app/f/3.js (4.00 MB), app/f/4.js (2.00 MB), app/f/5.js (1.00 MB), app/f/6.js (0.50 MB), " +
        "app/f/7.js (0.25 MB), app/f/8.js (0.13 MB), app/f/9.js (0.06 MB).",
    });
  });

  it("refuses a layer over 250 MB unzipped", () => {
    const layer = { ...artifact("app/l", 1, 251 * MB), heaviest: [{ path: "big.so", sizeBytes: 240 * MB }] };
    assert.throws(() => checkLimits(layer, []), {
      name: "UserError",
      message:
        "app/l: Expected at most 250 MB unzipped, Lambda's limit, but found 251.00 MB. " +
        "The heaviest files are big.so (240.00 MB).",
    });
  });

  it("refuses a function that is over 250 MB with its layers and names the heaviest files of all of them", () => {
    assert.throws(() => checkLimits(artifact("f", 1, 128 * MB), [artifact("l", 1, 256 * MB)]), {
      name: "UserError",
      message:
        "f: Expected at most 250 MB unzipped with its layers, Lambda's limit, but found 384.00 MB. " +
        "The heaviest files are l/0.js (128.00 MB), f/0.js (64.00 MB), l/1.js (64.00 MB), f/1.js (32.00 MB), " +
        "l/2.js (32.00 MB), f/2.js (16.00 MB), l/3.js (16.00 MB), f/3.js (8.00 MB), l/4.js (8.00 MB), f/4.js (4.00 MB).",
    });
  });

  it("takes what is exactly as large as its budget", () => {
    checkLimits(artifact("app/f", 4_000, 10_240), [], { zipBytes: 4_000, unzippedBytes: 10_240 });
  });

  it("does not count layers against the budget of a function", () => {
    checkLimits(artifact("app/f", 1, 100), [artifact("app/l", MB, MB)], { zipBytes: 1, unzippedBytes: 100 });
  });

  it("refuses a zip over its budget and names its ten heaviest inputs", () => {
    assert.throws(() => checkLimits(artifact("app/f", 4_001, 10_240), [], { zipBytes: 4_000 }), {
      name: "UserError",
      message:
        "app/f: Expected a zip of at most 4,000 bytes, its budget, but found 4,001 bytes. " +
        "Make it smaller or raise the budget. The heaviest inputs, unzipped: app/f/0.js (5,120 bytes), " +
        "app/f/1.js (2,560 bytes), app/f/2.js (1,280 bytes), app/f/3.js (640 bytes), app/f/4.js (320 bytes), " +
        "app/f/5.js (160 bytes), app/f/6.js (80 bytes), app/f/7.js (40 bytes), app/f/8.js (20 bytes), " +
        "app/f/9.js (10 bytes).",
    });
  });

  it("refuses a layer over its budget unzipped", () => {
    const layer = {
      ...artifact("app/l", 1, 2_000_000),
      heaviest: [{ path: "big.so", sizeBytes: 1_900_000 }],
    };
    assert.throws(() => checkLimits(layer, [], { zipBytes: 1, unzippedBytes: 1_500_000 }), {
      name: "UserError",
      message:
        "app/l: Expected at most 1,500,000 bytes unzipped, its budget, but found 2,000,000 bytes. " +
        "Make it smaller or raise the budget. The heaviest inputs, unzipped: big.so (1,900,000 bytes).",
    });
  });

  it("says Lambda's limit first, since no budget can raise it", () => {
    const layer = { ...artifact("app/l", 51 * MB, 1), heaviest: [{ path: "big.so", sizeBytes: 50 * MB }] };
    assert.throws(() => checkLimits(layer, [], { zipBytes: 1 }), {
      name: "UserError",
      message:
        "app/l: Expected a zip of at most 50 MB, Lambda's limit for an upload, but found 51.00 MB. " +
        "The heaviest files are big.so (50.00 MB).",
    });
  });
});
