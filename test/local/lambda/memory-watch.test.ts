import assert from "node:assert/strict";
import { startExecutionEnvironment } from "../../../local/lambda/execution-environment.ts";
import { createLambdaRuntime, type LambdaRuntime } from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

const SURROUNDINGS = { region: "eu-west-1", accountId: "123456789012", endpoints: {} };

describe("the memory limit of a function", () => {
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;

  before(() => {
    folder = createFunctionFolder();
    runtime = createLambdaRuntime(SURROUNDINGS);
  });
  after(async () => {
    await runtime.close();
    folder.remove();
  });

  const killOf = (requestId: string) => ({
    errorType: "Runtime.ExitError",
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
  });
  const HUNGRY = `exports.handler = async ({ mb }) => {
      const kept = [];
      for (let i = 0; i < mb; i += 1) {
        kept.push(Buffer.alloc(1024 ** 2, 1));
        await new Promise(setImmediate);
      }
      return kept.length;
    };`;

  it("kills a function that goes over it, and the next invocation gets a new process", async () => {
    const spec = folder.function(HUNGRY, { memoryMb: 128 });
    const { payload, functionError, requestId, maxRssMb } = await runtime.invoke(spec, { mb: 1000 });
    assert.deepEqual(payload, killOf(requestId));
    assert.equal(functionError, "Unhandled");
    assert.ok(maxRssMb > 128, `${maxRssMb} MB`);
    const next = await runtime.invoke(spec, { mb: 1 });
    assert.deepEqual([next.payload, next.isColdStart], [1, true]);
  });

  it("kills a function that went over it for a moment only", async () => {
    const source =
      "exports.handler = async () => { Buffer.alloc(400 * 1024 ** 2, 1); return 'small again'; };";
    const { payload, requestId } = await runtime.invoke(folder.function(source, { memoryMb: 128 }), {});
    assert.deepEqual(payload, killOf(requestId));
  });

  it("lets a function use what it has", async () => {
    const { payload } = await runtime.invoke(folder.function(HUNGRY, { memoryMb: 128 }), { mb: 60 });
    assert.equal(payload, 60);
  });

  /** Objects of two gigabytes in all, of which `kept` are held at a time. */
  const WASTEFUL = `exports.handler = async ({ kept }) => {
      const held = [];
      for (let i = 0; i < 10_000_000; i += 1) held[i % kept] = { i, text: [i, i, i, i, i, i, i, i, i, i, i, i, i, i, i, i] };
      return held.length;
    };`;

  it("leaves a function alone that throws away many times what it has", async () => {
    const { payload } = await runtime.invoke(folder.function(WASTEFUL, { memoryMb: 128 }), { kept: 1000 });
    assert.equal(payload, 1000);
  });

  it("kills a function that keeps more objects than it has memory for, whose heap is full before", async () => {
    const spec = folder.function(WASTEFUL, { memoryMb: 128 });
    const { payload, requestId } = await runtime.invoke(spec, { kept: 10_000_000 });
    assert.deepEqual(payload, killOf(requestId));
  });

  it("tells of a heap that is full while there is memory left as V8 does", async () => {
    const environment = { NODE_OPTIONS: "--max-old-space-size=60" };
    const spec = folder.function(WASTEFUL, { memoryMb: 1024, environment });
    const { payload, requestId } = await runtime.invoke(spec, { kept: 10_000_000 });
    assert.deepEqual(payload, {
      errorType: "Runtime.ExitError",
      errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: aborted`,
    });
  });

  it("is kept too where only the process itself knows what it holds", async () => {
    const spec = folder.function(HUNGRY, { memoryMb: 128 });
    const environment = await startExecutionEnvironment(spec, {
      surroundings: SURROUNDINGS,
      onLog: () => {},
      reportsMemory: true,
    });
    const small = await environment.run({ requestId: "request-1", eventJson: '{"mb":60}' });
    assert.deepEqual(small.result, { json: "60" });
    assert.ok(small.peakBytes > 60 * 1024 ** 2, `${small.peakBytes} bytes`);
    const large = await environment.run({ requestId: "request-2", eventJson: '{"mb":1000}' });
    assert.deepEqual(large.result, { failure: killOf("request-2") });
    assert.equal(environment.isAlive(), false);
  });
});
