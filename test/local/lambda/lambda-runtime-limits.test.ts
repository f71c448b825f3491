import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { createLambdaRuntime, type LambdaRuntime } from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

const SURROUNDINGS = { region: "eu-west-1", accountId: "123456789012", endpoints: {} };

describe("the limits of a function", () => {
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

  describe("in the size of payloads", () => {
    const ECHO_SIZE = "exports.handler = async (event) => event.length;";
    const GIVE = "exports.handler = async (size) => 'x'.repeat(size);";

    it("allow an event of 6 MB", async () => {
      const { payload } = await runtime.invoke(folder.function(ECHO_SIZE), "x".repeat(6_291_456 - 2));
      assert.equal(payload, 6_291_454);
    });

    it("refuse an event of one byte more", async () => {
      await assert.rejects(runtime.invoke(folder.function(ECHO_SIZE), "x".repeat(6_291_456 - 1)), {
        name: "RequestEntityTooLargeException",
        message: "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
      });
    });

    it("allow a response of 6 MB", async () => {
      const { payload } = await runtime.invoke(folder.function(GIVE), 6_291_556 - 2);
      assert.equal(String(payload).length, 6_291_554);
    });

    it("fail a function with a response of one byte more", async () => {
      const { payload, functionError } = await runtime.invoke(folder.function(GIVE), 6_291_556 - 1);
      assert.deepEqual(payload, {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
      });
      assert.equal(functionError, "Unhandled");
    });
  });

  describe("in what can be run", () => {
    it("refuse a function whose folder is gone", async () => {
      const spec = folder.function("");
      rmSync(spec.taskRoot, { recursive: true });
      await assert.rejects(runtime.invoke(spec, {}), {
        name: "UserError",
        message: `${spec.name}: Expected the unpacked function in ${spec.taskRoot}, but found no such folder. Synthesize the app again.`,
      });
    });

    for (const [foreign, found] of [
      ["java21", "one for java21"],
      ["container image", "a container image"],
    ] as const) {
      it(`refuse a function that is ${found}`, async () => {
        const spec = folder.function("", { runtime: foreign });
        await assert.rejects(runtime.invoke(spec, {}), {
          name: "UserError",
          message:
            `${spec.name}: Expected a function for Node.js or Python, which the local run can call, ` +
            `but found ${found}. Try that one in AWS, or leave out what calls it.`,
        });
      });
    }

    it("refuse a runtime without processes", () => {
      assert.throws(() => createLambdaRuntime({ ...SURROUNDINGS, maxEnvironments: 0 }), {
        name: "UserError",
        message:
          "maxEnvironments: Expected a whole number of at least 1, but found 0. Leave it out for one process more than the machine has CPUs.",
      });
    });
  });
});
