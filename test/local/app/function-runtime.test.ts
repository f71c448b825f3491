import assert from "node:assert/strict";
import { functionRuntime } from "../../../local/app/function-runtime.ts";

describe("the runtime of a function", () => {
  it("is what the stack says", () => {
    assert.equal(functionRuntime({ runtime: "python3.13", package_type: "Zip" }), "python3.13");
  });

  it("is a container image where that is what it has", () => {
    assert.equal(functionRuntime({ package_type: "Image" }), "container image");
    assert.equal(
      functionRuntime({ image_uri: "123.dkr.ecr.eu-west-1.amazonaws.com/report" }),
      "container image",
    );
  });

  it("is that for Node.js where a zip has none", () => {
    assert.equal(functionRuntime({ filename: "assets/crop.zip" }), "nodejs22.x");
  });
});
