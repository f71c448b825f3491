import assert from "node:assert/strict";
import { failingRuntime } from "../../../local/bus/failing-runtime.ts";
import type { LambdaSpec } from "../../../local/lambda/lambda-spec.ts";
import { type CallableFunctions, callableFunctions, functionArn } from "../app/callable-functions.ts";
import { resolvedStack } from "../synthesized/declared-stack.ts";

const STACK = resolvedStack({
  "aws_lambda_function.compress": { function_name: "app-compress" },
  "aws_lambda_function.crop": { function_name: "app-crop" },
});

describe("a runtime in which calls fail", () => {
  let functions: CallableFunctions;
  before(() => {
    const source = "exports.handler = async () => 'done';";
    functions = callableFunctions({ "app-compress": source, "app-crop": source });
  });
  after(() => functions.close());

  const specOf = (name: string): LambdaSpec => functions.specs.get(functionArn(name)) ?? assert.fail();

  it("lets the first calls of a function fail as a service of AWS would, and all others through", async () => {
    const runtime = failingRuntime(functions.runtime, STACK, { compress: 2 });
    const payloads: unknown[] = [];
    for (let call = 1; call <= 3; call += 1) {
      payloads.push((await runtime.invoke(specOf("app-compress"), {})).payload);
    }
    const failure = { errorType: "Lambda.ServiceException", errorMessage: "The call was made to fail." };
    assert.deepEqual(payloads, [failure, failure, "done"]);
    assert.equal((await runtime.invoke(specOf("app-crop"), {})).payload, "done");
  });

  it("says that the function has failed", async () => {
    const runtime = failingRuntime(functions.runtime, STACK, { compress: 1 });
    const { functionError, isColdStart } = await runtime.invoke(specOf("app-compress"), {});
    assert.deepEqual([functionError, isColdStart], ["Unhandled", false]);
  });

  it("keeps the request id of an event that is tried again", async () => {
    const runtime = failingRuntime(functions.runtime, STACK, { compress: 1 });
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const { requestId } = await runtime.invoke(specOf("app-compress"), {}, undefined, "request-1");
      assert.equal(requestId, "request-1");
    }
  });

  it("refuses a function that is not there", () => {
    assert.throws(() => failingRuntime(functions.runtime, STACK, { resize: 1 }), {
      name: "UserError",
      message:
        'Expected a function "resize", but found only compress, crop. Check the spelling, or declare it.',
    });
  });

  for (const count of [0, -1, 1.5, Number.NaN]) {
    it(`refuses to let ${count} calls fail`, () => {
      assert.throws(() => failingRuntime(functions.runtime, STACK, { compress: count }), {
        name: "UserError",
        message:
          `failures of "compress": Expected a whole number of at least 1, but found ${count}. ` +
          "Say how many calls are to fail, or leave the function out.",
      });
    });
  }
});
