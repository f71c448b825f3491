import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type * as NamedErrors from "../../../layers/image-kit/named-errors.ts";

const source = new URL("../../../layers/image-kit/named-errors.ts", import.meta.url);

describe("the named errors", () => {
  it("keep their names when they are minified", async () => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(source)],
      bundle: true,
      minify: true,
      format: "cjs",
      platform: "node",
      write: false,
      tsconfigRaw: {},
    });
    const module = { exports: {} as typeof NamedErrors };
    new Function("module", "require", outputFiles[0]?.text ?? "")(module, createRequire(import.meta.url));
    const { PhotoGone, WorkingCopyGone, ...others } = module.exports;
    const place = { bucket: "b", key: "k" };
    const errors = [
      new PhotoGone(place),
      new WorkingCopyGone(place),
      ...Object.values(others).map((Other) => new Other("why")),
    ];
    assert.deepEqual(errors.map(({ name }) => name).sort(), [
      "DamagedPhoto",
      "EmptyPhoto",
      "InvalidEnvironment",
      "InvalidEvent",
      "PhotoGone",
      "PhotoTooLarge",
      "RecognitionUnavailable",
      "StorageUnavailable",
      "TooManyPixels",
      "WorkingCopyGone",
    ]);
  });
});
