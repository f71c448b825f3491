import assert from "node:assert/strict";
import type { PythonPaths } from "../../../local/lambda/environment-message.ts";
import {
  type ExecutionEnvironmentOptions,
  startExecutionEnvironment,
} from "../../../local/lambda/execution-environment.ts";
import {
  createLambdaRuntime,
  type Invocation,
  type LambdaRuntime,
  type LambdaSpec,
} from "../../../local/lambda/lambda-runtime.ts";
import { createPythonPrograms } from "../../../local/lambda/python-program.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";
import { hasPython } from "./has-python.ts";

const SURROUNDINGS = { region: "eu-west-1", accountId: "123456789012", endpoints: {} };

interface Failure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly requestId: string;
  readonly stackTrace: readonly string[];
}

describe("a function for Python that fails", () => {
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;

  before(function () {
    if (!hasPython()) this.skip();
    folder = createFunctionFolder();
    runtime = createLambdaRuntime({ ...SURROUNDINGS, report: () => {} });
  });
  after(async () => {
    await runtime?.close();
    folder?.remove();
  });

  const fail = async (
    source: string,
    changes: Partial<LambdaSpec> = {},
  ): Promise<{ readonly failure: Failure; readonly invocation: Invocation; readonly spec: LambdaSpec }> => {
    const spec = folder.python(source, changes);
    const invocation = await runtime.invoke(spec, {});
    assert.equal(invocation.functionError, "Unhandled");
    return { failure: invocation.payload as Failure, invocation, spec };
  };
  const handler = (...lines: readonly string[]) =>
    ["def handler(event, context):", ...lines.map((line) => `    ${line}`)].join("\n");
  /** In an environment of its own, with other paths and options than the runtime gives it. */
  const runAlone = async (
    spec: LambdaSpec,
    paths: Partial<PythonPaths>,
    options: Partial<ExecutionEnvironmentOptions> = {},
  ) => {
    const { signal } = new AbortController();
    const program = await createPythonPrograms({ env: process.env, report: () => {}, signal })(spec);
    const python = { layerRoots: [], sitePackages: [], ...program.python, ...paths };
    const environment = await startExecutionEnvironment(spec, {
      surroundings: SURROUNDINGS,
      onLog: () => {},
      program: { ...program, python },
      ...options,
    });
    const answer = await environment.run({ requestId: "request-1", eventJson: "{}" });
    await environment.stop();
    return answer;
  };
  const isReplaced = async (spec: LambdaSpec) => (await runtime.invoke(spec, {})).isColdStart;

  describe("in its handler", () => {
    it("gives the error's class, message and stack, and the request", async () => {
      const { failure, invocation, spec } = await fail(
        `class TooLarge(Exception):\n    pass\ndef check(size):\n    if size > 50: raise TooLarge("60 megapixels")\n${handler("check(60)")}`,
      );
      assert.deepEqual(failure, {
        errorMessage: "60 megapixels",
        errorType: "TooLarge",
        requestId: invocation.requestId,
        stackTrace: [
          `  File "${spec.taskRoot}/app.py", line 6, in handler\n    check(60)\n`,
          `  File "${spec.taskRoot}/app.py", line 4, in check\n    if size > 50: raise TooLarge("60 megapixels")\n`,
        ],
      });
    });

    const marshalError = (requestId: string, reason: string) => ({
      errorMessage: `Unable to marshal response: ${reason}`,
      errorType: "Runtime.MarshalError",
      requestId,
      stackTrace: [],
    });

    it("by a response that is not JSON names its class", async () => {
      const { failure, invocation } = await fail(handler("return {1, 2}"));
      const reason = "Object of type set is not JSON serializable";
      assert.deepEqual(failure, marshalError(invocation.requestId, reason));
    });

    it("by a response that holds itself says so", async () => {
      const { failure, invocation } = await fail(handler("event['self'] = event", "return event"));
      assert.deepEqual(failure, marshalError(invocation.requestId, "Circular reference detected"));
    });

    it("by a number that JSON does not have says so", async () => {
      const { failure } = await fail(handler("return float('nan')"));
      assert.match(
        failure.errorMessage,
        /^Unable to marshal response: Out of range float values are not JSON compliant/,
      );
    });

    it("by an asynchronous handler, which Lambda does not await, says what it returned", async () => {
      const { failure } = await fail("async def handler(event, context):\n    return 1");
      assert.equal(
        failure.errorMessage,
        "Unable to marshal response: Object of type coroutine is not JSON serializable",
      );
    });
  });

  describe("by the end of its process", () => {
    const exitError = ({ requestId }: Invocation, reason: string) => ({
      errorType: "Runtime.ExitError",
      errorMessage: `RequestId: ${requestId} Error: ${reason}`,
    });

    for (const exit of ["sys.exit(3)", "os._exit(3)"]) {
      it(`with ${exit} gives the exit status and is replaced`, async () => {
        const { failure, invocation, spec } = await fail(`import os, sys\n${handler(exit)}`);
        assert.deepEqual(failure, exitError(invocation, "Runtime exited with error: exit status 3"));
        assert.equal(await isReplaced(spec), true);
      });
    }

    it("with sys.exit() gives no reason", async () => {
      const { failure, invocation } = await fail(`import sys\n${handler("sys.exit()")}`);
      assert.deepEqual(failure, exitError(invocation, "Runtime exited without providing a reason"));
    });

    it("with a crash of native code gives the signal", async () => {
      const { failure, invocation } = await fail(
        `import os, signal\n${handler("os.kill(os.getpid(), signal.SIGSEGV)")}`,
      );
      assert.deepEqual(
        failure,
        exitError(invocation, "Runtime exited with error: signal: segmentation fault"),
      );
    });

    it("while it is loaded gives the exit status", async () => {
      const { failure, invocation } = await fail("import sys\nsys.exit(4)");
      assert.deepEqual(failure, exitError(invocation, "Runtime exited with error: exit status 4"));
    });

    it("for more memory than it may have gives the signal", async () => {
      const { failure, invocation } = await fail(handler("return len(b'x' * 400 * 1024 ** 2)"), {
        memoryMb: 128,
      });
      assert.deepEqual(failure, exitError(invocation, "Runtime exited with error: signal: killed"));
    });
  });

  it("by a calculation that does not end is timed out and replaced", async () => {
    const { failure, invocation, spec } = await fail(handler("while event.get('n') != 1: pass"), {
      timeoutSeconds: 0.25,
    });
    assert.deepEqual(failure, {
      errorType: "Sandbox.Timedout",
      errorMessage: `RequestId: ${invocation.requestId} Error: Task timed out after 0.25 seconds`,
    });
    assert.equal((await runtime.invoke(spec, { n: 1 })).isColdStart, true);
  });

  it("by its memory where only the process itself can tell", async () => {
    const spec = folder.python(handler("return len(b'x' * 400 * 1024 ** 2)"), { memoryMb: 128 });
    const { result } = await runAlone(spec, {}, { reportsMemory: true });
    assert.deepEqual(result, {
      failure: {
        errorType: "Runtime.ExitError",
        errorMessage: "RequestId: request-1 Error: Runtime exited with error: signal: killed",
      },
    });
  });

  describe("while it is loaded", () => {
    const loading = async (source: string, changes: Partial<LambdaSpec> = {}) => {
      const { failure, spec } = await fail(source, changes);
      assert.equal(await isReplaced(spec), true);
      return failure;
    };
    const fault = (errorType: string, errorMessage: string) => ({
      errorMessage,
      errorType,
      requestId: "",
      stackTrace: [],
    });

    it("by a module that nothing provides names it", async () => {
      assert.deepEqual(
        await loading("import no_such_module"),
        fault("Runtime.ImportModuleError", "Unable to import module 'app': No module named 'no_such_module'"),
      );
    });

    it("by a module that Lambda brings, and this machine has not, says what to do", async () => {
      const { result } = await runAlone(folder.python("import boto3"), { sitePackages: [] });
      const advice =
        "(Lambda brings it; here it has to be in requirements.txt, or installed for this Python)";
      const text = `Unable to import module 'app': No module named 'boto3' ${advice}`;
      assert.deepEqual(result, { failure: fault("Runtime.ImportModuleError", text) });
    });

    it("by a missing file names it as the handler does", async () => {
      assert.deepEqual(
        await loading("", { handler: "api/photos.handler" }),
        fault("Runtime.ImportModuleError", "Unable to import module 'api/photos': No module named 'api'"),
      );
    });

    it("by a handler that is not there names it", async () => {
      assert.deepEqual(
        await loading("def other(event, context):\n    pass"),
        fault("Runtime.HandlerNotFound", "Handler 'handler' missing on module 'app'"),
      );
    });

    it("by a handler's name that is none says so", async () => {
      assert.deepEqual(
        await loading("", { handler: "app" }),
        fault(
          "Runtime.MalformedHandlerName",
          "Bad handler 'app': not enough values to unpack (expected 2, got 1)",
        ),
      );
    });

    it("by a handler in a module that is built in says so", async () => {
      assert.deepEqual(
        await loading("", { handler: "sys.exit" }),
        fault("Runtime.BuiltInModuleConflict", "Cannot use built-in module sys as a handler module"),
      );
    });

    it("by code that does not parse gives the place", async () => {
      const spec = folder.python("def handler(event, context)\n    pass\n");
      const { payload } = await runtime.invoke(spec, {});
      const { errorType, errorMessage, stackTrace } = payload as Failure;
      assert.equal(errorType, "Runtime.UserCodeSyntaxError");
      assert.match(errorMessage, /^Syntax error in module 'app': .+ \(app\.py, line 1\)$/);
      assert.deepEqual(stackTrace, [
        `  File "${spec.taskRoot}/app.py" Line 1\n    def handler(event, context)\n`,
      ]);
    });

    it("by an error of its own gives that error with where it was raised", async () => {
      const { failure, spec } = await fail("raise RuntimeError('TABLE is not set')");
      assert.deepEqual([failure.errorType, failure.errorMessage], ["RuntimeError", "TABLE is not set"]);
      assert.equal(
        failure.stackTrace.at(-1),
        `  File "${spec.taskRoot}/app.py", line 1, in <module>\n    raise RuntimeError('TABLE is not set')\n`,
      );
      assert.ok(!failure.stackTrace.some((line) => line.includes("terraloom_runtime")));
    });
  });
});
