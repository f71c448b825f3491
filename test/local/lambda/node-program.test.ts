import assert from "node:assert/strict";
import type { LambdaSpec } from "../../../local/lambda/lambda-spec.ts";
import { nodeProgram } from "../../../local/lambda/node-program.ts";

describe("Node.js for a function", () => {
  const optionsOf = (memoryMb: number, environment: LambdaSpec["environment"] = {}) =>
    nodeProgram({
      name: "f",
      arn: "arn:aws:lambda:eu-west-1:123456789012:function:f",
      runtime: "nodejs22.x",
      taskRoot: "/f",
      layerRoots: [],
      handler: "index.handler",
      timeoutSeconds: 3,
      memoryMb,
      environment,
    }).options;

  it("has a heap for the function's memory, a tenth of it for new objects", () => {
    assert.deepEqual(optionsOf(128), ["--max-semi-space-size=6", "--max-old-space-size=116"]);
    assert.deepEqual(optionsOf(1024), ["--max-semi-space-size=51", "--max-old-space-size=922"]);
  });

  it("has the heap that the function asks for itself", () => {
    const options = (NODE_OPTIONS: string) => optionsOf(128, { NODE_OPTIONS });
    assert.deepEqual(options("--max-old-space-size=100"), ["--max-semi-space-size=6"]);
    assert.deepEqual(options("--max_old_space_size=100 --max-semi-space-size=2"), []);
    assert.deepEqual(options("--enable-source-maps"), [
      "--max-semi-space-size=6",
      "--max-old-space-size=116",
    ]);
  });
});
