import assert from "node:assert/strict";
import {
  createLambdaRuntime,
  type Invocation,
  type LambdaRuntime,
  type LambdaSpec,
} from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

interface Failure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

describe("a function that fails", () => {
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

  const fail = async (
    source: string,
    changes: Partial<LambdaSpec> = {},
  ): Promise<{ readonly failure: Failure; readonly invocation: Invocation; readonly spec: LambdaSpec }> => {
    const spec = folder.function(source, changes);
    const invocation = await runtime.invoke(spec, {});
    assert.equal(invocation.functionError, "Unhandled");
    return { failure: invocation.payload as Failure, invocation, spec };
  };
  const isReplaced = async (spec: LambdaSpec) => (await runtime.invoke(spec, {})).isColdStart;

  describe("in its handler", () => {
    it("gives the error's name, message and trace", async () => {
      const { failure } = await fail(`
        class TooLargeError extends Error { name = "TooLargeError"; }
        exports.handler = async () => { throw new TooLargeError("60 megapixels"); };`);
      const { trace, ...rest } = failure;
      assert.deepEqual(rest, { errorType: "TooLargeError", errorMessage: "60 megapixels" });
      assert.equal(trace?.[0], "TooLargeError: 60 megapixels");
      assert.match(trace?.[1] ?? "", /^ {4}at exports\.handler \(.*index\.js:3:\d+\)$/);
    });

    it("synchronously gives the same", async () => {
      const { failure } = await fail("exports.handler = () => { throw new RangeError('sync'); };");
      assert.deepEqual([failure.errorType, failure.errorMessage], ["RangeError", "sync"]);
    });

    it("through the callback gives the same", async () => {
      const { failure } = await fail(
        "exports.handler = (event, context, callback) => callback(new Error('called'));",
      );
      assert.deepEqual([failure.errorType, failure.errorMessage], ["Error", "called"]);
    });

    it("with a value that is no error gives the value's type", async () => {
      const { failure } = await fail("exports.handler = async () => { throw 'text'; };");
      assert.deepEqual(failure, { errorType: "string", errorMessage: "text", trace: [] });
    });

    it("with nothing at all is told as handled", async () => {
      const { failure } = await fail("exports.handler = () => Promise.reject();");
      assert.deepEqual(failure, { errorType: "string", errorMessage: "handled", trace: [] });
    });

    it("by a response that is not JSON says so", async () => {
      const { failure } = await fail("exports.handler = async () => 1n;");
      assert.deepEqual(
        [failure.errorType, failure.errorMessage],
        ["Error", "Unable to stringify response body"],
      );
    });

    it("by a promise that nothing will ever settle says so", async () => {
      const { failure } = await fail("exports.handler = async () => new Promise(() => {});");
      assert.deepEqual(
        [failure.errorType, failure.errorMessage],
        [
          "Runtime.NodeJsExit",
          "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise " +
            "that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes",
        ],
      );
    });
  });

  describe("outside its handler", () => {
    it("by an unhandled rejection gives the reason and is replaced", async () => {
      const { failure, spec } = await fail(`exports.handler = () => {
        Promise.reject(new Error("lost"));
        return new Promise((resolve) => setTimeout(resolve, 60_000));
      };`);
      assert.deepEqual(
        [failure.errorType, failure.errorMessage, failure.trace?.[0]],
        [
          "Runtime.UnhandledPromiseRejection",
          "Error: lost",
          "Runtime.UnhandledPromiseRejection: Error: lost",
        ],
      );
      assert.equal(await isReplaced(spec), true);
    });

    it("by an uncaught exception gives that error and is replaced", async () => {
      const { failure, spec } = await fail(`exports.handler = () => {
        setImmediate(() => { throw new TypeError("thrown later"); });
        return new Promise((resolve) => setTimeout(resolve, 60_000));
      };`);
      assert.deepEqual([failure.errorType, failure.errorMessage], ["TypeError", "thrown later"]);
      assert.equal(await isReplaced(spec), true);
    });

    it("by process.exit(1) gives the exit status and is replaced", async () => {
      const { failure, invocation, spec } = await fail("exports.handler = async () => process.exit(1);");
      assert.deepEqual(failure, {
        errorType: "Runtime.ExitError",
        errorMessage: `RequestId: ${invocation.requestId} Error: Runtime exited with error: exit status 1`,
      });
      assert.equal(await isReplaced(spec), true);
    });

    it("by process.exit(0) gives no reason", async () => {
      const { failure, invocation } = await fail("exports.handler = async () => process.exit(0);");
      assert.deepEqual(failure, {
        errorType: "Runtime.ExitError",
        errorMessage: `RequestId: ${invocation.requestId} Error: Runtime exited without providing a reason`,
      });
    });

    it("by a crash of native code gives the signal", async () => {
      const { failure, invocation } = await fail(
        "exports.handler = async () => process.kill(process.pid, 'SIGSEGV');",
      );
      assert.deepEqual(failure, {
        errorType: "Runtime.ExitError",
        errorMessage: `RequestId: ${invocation.requestId} Error: Runtime exited with error: signal: segmentation fault`,
      });
    });
  });

  describe("while it is loaded", () => {
    it("by a package that nothing provides names the package", async () => {
      const { failure, spec } = await fail("require('no-such-package'); exports.handler = async () => {};");
      assert.equal(failure.errorType, "Runtime.ImportModuleError");
      assert.match(
        failure.errorMessage,
        /^Error: Cannot find module 'no-such-package'\nRequire stack:\n- .*index\.js/,
      );
      assert.equal(
        failure.trace?.[0],
        "Runtime.ImportModuleError: Error: Cannot find module 'no-such-package'",
      );
      assert.equal(await isReplaced(spec), true);
    });

    it("by a missing file names the file", async () => {
      const { failure, spec } = await fail("", { handler: "other.handler" });
      assert.equal(failure.errorType, "Runtime.ImportModuleError");
      assert.ok(failure.errorMessage.startsWith(`Error: Cannot find module '${spec.taskRoot}/other'\n`));
    });

    it("by code that does not parse gives the parser's message", async () => {
      const { failure } = await fail("exports.handler = async () => { ]");
      assert.deepEqual(
        [failure.errorType, failure.errorMessage],
        ["Runtime.UserCodeSyntaxError", "SyntaxError: Unexpected token ']'"],
      );
    });

    it("by a handler that is not exported names the handler", async () => {
      const { failure } = await fail("exports.other = async () => {};");
      assert.deepEqual(
        [failure.errorType, failure.errorMessage],
        ["Runtime.HandlerNotFound", "index.handler is undefined or not exported"],
      );
    });

    it("by a handler that is no function names the handler", async () => {
      const { failure } = await fail("exports.handler = 'text';");
      assert.deepEqual(
        [failure.errorType, failure.errorMessage],
        ["Runtime.HandlerNotFound", "index.handler is not a function"],
      );
    });

    it("by a handler's name that is none says so", async () => {
      for (const handler of ["index", "../index.handler"]) {
        const { failure } = await fail("exports.handler = async () => {};", { handler });
        assert.deepEqual(
          [failure.errorType, failure.errorMessage],
          ["Runtime.MalformedHandlerName", "Bad handler"],
        );
      }
    });

    it("by an error of its own gives that error", async () => {
      const { failure } = await fail("throw new RangeError('TABLE is not set');");
      assert.deepEqual([failure.errorType, failure.errorMessage], ["RangeError", "TABLE is not set"]);
    });

    it("by process.exit(3) gives the exit status", async () => {
      const { failure, invocation } = await fail("process.exit(3);");
      assert.deepEqual(failure, {
        errorType: "Runtime.ExitError",
        errorMessage: `RequestId: ${invocation.requestId} Error: Runtime exited with error: exit status 3`,
      });
    });
  });
});
