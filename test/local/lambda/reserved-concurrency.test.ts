import assert from "node:assert/strict";
import { createLambdaRuntime, type LambdaRuntime } from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

const THROTTLED = {
  name: "TooManyRequestsException",
  message: "Rate Exceeded.",
  reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
};
const ECHO = "exports.handler = async (event) => event;";

describe("a function's reserved concurrency", () => {
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;

  before(() => {
    folder = createFunctionFolder();
    runtime = createLambdaRuntime({
      region: "eu-west-1",
      accountId: "123456789012",
      endpoints: {},
      maxEnvironments: 1,
    });
  });
  after(async () => {
    await runtime.close();
    folder.remove();
  });

  it("refuses one invocation more, and takes the next once one has ended", async () => {
    const spec = folder.function(ECHO, { reservedConcurrency: 1 });
    const first = runtime.invoke(spec, 1);
    await assert.rejects(runtime.invoke(spec, 2), THROTTLED);
    assert.equal((await first).payload, 1);
    assert.equal((await runtime.invoke(spec, 3)).payload, 3);
  });

  it("is shared by the function and its aliases", async () => {
    const spec = folder.function(ECHO, { reservedConcurrency: 1 });
    const alias = { ...spec, invokedArn: `${spec.arn}:live`, version: "1" };
    const first = runtime.invoke(spec, 1);
    await assert.rejects(runtime.invoke(alias, 2), THROTTLED);
    await first;
    assert.equal((await runtime.invoke(alias, 3)).payload, 3);
  });

  it("of 0 refuses every invocation", async () => {
    await assert.rejects(runtime.invoke(folder.function(ECHO, { reservedConcurrency: 0 }), {}), THROTTLED);
  });

  it("counts an invocation that failed no longer", async () => {
    const spec = folder.function("exports.handler = async () => process.exit(1);", {
      reservedConcurrency: 1,
    });
    assert.equal((await runtime.invoke(spec, {})).functionError, "Unhandled");
    assert.equal((await runtime.invoke(spec, {})).functionError, "Unhandled");
  });

  it("refuses nothing where there is none: what this machine has no place for waits", async () => {
    const spec = folder.function(ECHO);
    const all = await Promise.all([1, 2, 3].map((event) => runtime.invoke(spec, event)));
    assert.deepEqual(
      all.map(({ payload }) => payload),
      [1, 2, 3],
    );
  });
});
