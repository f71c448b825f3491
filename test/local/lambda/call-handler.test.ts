import assert from "node:assert/strict";
import { createLambdaRuntime, type LambdaRuntime } from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

describe("a handler", () => {
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;

  before(() => {
    folder = createFunctionFolder();
    runtime = createLambdaRuntime({ region: "eu-west-1", accountId: "123456789012", endpoints: {} });
  });
  after(async () => {
    await runtime.close();
    folder.remove();
  });

  const runFor = (declared: string) => (source: string) =>
    runtime.invoke(folder.function(source, { runtime: declared }), {});
  /** What it failed of, without its trace. */
  const failureOf = (payload: unknown) => {
    const { errorType, errorMessage } = payload as Record<string, unknown>;
    return { errorType, errorMessage };
  };

  describe("for nodejs22.x", () => {
    const run = runFor("nodejs22.x");
    const BUSY = "setInterval(() => {}, 1000);";

    it("answers by context.succeed at once, whatever is left to run", async () => {
      const source = `exports.handler = (event, context) => { ${BUSY} context.succeed({ ok: 1 }); };`;
      assert.deepEqual((await run(source)).payload, { ok: 1 });
    });

    it("answers by context.done without an error, and with one", async () => {
      const good = await run(
        `exports.handler = (event, context) => { ${BUSY} context.done(null, "done"); };`,
      );
      assert.deepEqual([good.payload, good.functionError], ["done", undefined]);
      const bad = await run(
        `exports.handler = (event, context) => { ${BUSY} context.done(new RangeError("far")); };`,
      );
      assert.deepEqual(failureOf(bad.payload), { errorType: "RangeError", errorMessage: "far" });
      assert.equal(bad.functionError, "Unhandled");
    });

    it("fails by context.fail with any value, and without one as handled", async () => {
      const failBy = async (value: string) =>
        failureOf(
          (await run(`exports.handler = (event, context) => { ${BUSY} context.fail(${value}); };`)).payload,
        );
      assert.deepEqual(await failBy("new TypeError('wrong')"), {
        errorType: "TypeError",
        errorMessage: "wrong",
      });
      assert.deepEqual(await failBy("0"), { errorType: "number", errorMessage: "0" });
      assert.deepEqual(await failBy(""), { errorType: "string", errorMessage: "handled" });
    });

    for (const [first, body, expected] of [
      ["context.succeed before the callback", "context.succeed(1); callback(null, 2);", 1],
      ["a callback that still waits before context.succeed", "callback(null, 1); context.succeed(2);", 1],
      ["context.done before context.fail", "context.done(null, 1); context.fail(new Error('late'));", 1],
      ["a callback before an error that is thrown", "callback(null, 1); throw new Error('late');", 1],
      ["nothing that is thrown, as a callback without an error", "throw null;", null],
    ] as const) {
      it(`takes ${first}`, async () => {
        const { payload, functionError } = await run(
          `exports.handler = (event, context, callback) => { ${body} };`,
        );
        assert.deepEqual([payload, functionError], [expected, undefined]);
      });
    }

    it("takes a callback before what its promise gives", async () => {
      const source =
        "exports.handler = async (event, context, callback) => { callback(null, 1); return 2; };";
      assert.equal((await run(source)).payload, 1);
    });

    it("takes context.succeed before what its promise gives", async () => {
      const source = "exports.handler = async (event, context) => { context.succeed(1); return 2; };";
      assert.equal((await run(source)).payload, 1);
    });

    it("answers each invocation anew", async () => {
      const spec = folder.function("exports.handler = (event, context) => context.succeed(event.n);");
      assert.equal((await runtime.invoke(spec, { n: 1 })).payload, 1);
      assert.equal((await runtime.invoke(spec, { n: 2 })).payload, 2);
    });
  });

  describe("for nodejs24.x", () => {
    const run = runFor("nodejs24.x");

    it("that takes a callback fails its init phase", async () => {
      const { payload, functionError } = await run(
        "exports.handler = async (event, context, callback) => callback(null, 1);",
      );
      assert.deepEqual(failureOf(payload), {
        errorType: "Runtime.CallbackHandlerDeprecated",
        errorMessage:
          "ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify " +
          "this function to use a supported handler signature to use Node.js 24 or later. For more information see " +
          "https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.",
      });
      assert.equal(functionError, "Unhandled");
    });

    it("that streams may have three parameters", async () => {
      const source =
        "exports.handler = awslambda.streamifyResponse(async (event, stream, context) => stream.end('1'));";
      assert.equal((await run(source)).payload, 1);
    });

    it("finds neither callbacks nor what they wait for in its context", async () => {
      const source =
        "exports.handler = async (event, context, ...rest) => [Object.keys(context).sort(), rest.length];";
      assert.deepEqual((await run(source)).payload, [
        [
          "awsRequestId",
          "functionName",
          "functionVersion",
          "getRemainingTimeInMillis",
          "invokedFunctionArn",
          "logGroupName",
          "logStreamName",
          "memoryLimitInMB",
        ],
        0,
      ]);
    });

    it("may give its result without a promise", async () => {
      assert.equal((await run("exports.handler = () => 'plain';")).payload, "plain");
    });

    it("fails by what it throws without a promise", async () => {
      const { payload } = await run("exports.handler = () => { throw new RangeError('far'); };");
      assert.deepEqual(failureOf(payload), { errorType: "RangeError", errorMessage: "far" });
    });

    it("fails by a response that is not JSON, which has a name of its own", async () => {
      const { payload } = await run("exports.handler = async () => 1n;");
      assert.deepEqual(failureOf(payload), {
        errorType: "Runtime.JSONStringifyError",
        errorMessage: "Unable to stringify response body",
      });
    });

    it("ends with its process when nothing is left that could settle its promise", async () => {
      const { payload, requestId } = await run("exports.handler = () => new Promise(() => {});");
      assert.deepEqual(payload, {
        errorType: "Runtime.ExitError",
        errorMessage: `RequestId: ${requestId} Error: Runtime exited without providing a reason`,
      });
    });
  });
});
