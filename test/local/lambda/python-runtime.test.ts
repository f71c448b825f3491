import assert from "node:assert/strict";
import { join } from "node:path";
import {
  createLambdaRuntime,
  type LambdaRuntime,
  type LambdaSpec,
} from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";
import { hasPython } from "./has-python.ts";

describe("a function for Python", () => {
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;
  let lines: string[];

  before(function () {
    if (!hasPython()) this.skip();
    folder = createFunctionFolder();
    runtime = createLambdaRuntime({
      region: "eu-west-1",
      accountId: "123456789012",
      endpoints: { S3: "http://127.0.0.1:4566" },
      onLog: ({ text }) => lines.push(text),
      report: () => {},
    });
  });
  beforeEach(() => {
    lines = [];
  });
  after(async () => {
    await runtime?.close();
    folder?.remove();
  });

  const run = (source: string, event: unknown = {}, changes: Partial<LambdaSpec> = {}) =>
    runtime.invoke(folder.python(source, changes), event);
  const payloadOf = async (source: string, event: unknown = {}, changes: Partial<LambdaSpec> = {}) => {
    const { payload, functionError } = await run(source, event, changes);
    assert.equal(functionError, undefined, JSON.stringify(payload));
    return payload;
  };

  describe("is called", () => {
    it("with the event, and gives what its handler returns", async () => {
      const source = "def handler(event, context):\n    return {'got': event, 'doubled': event['n'] * 2}";
      assert.deepEqual(await payloadOf(source, { n: 21, text: "é\u2028" }), {
        got: { n: 21, text: "é\u2028" },
        doubled: 42,
      });
    });

    it("and gives null for None", async () => {
      assert.equal(await payloadOf("def handler(event, context):\n    pass"), null);
    });

    it("in a folder, by the name of any function", async () => {
      const spec = folder.python("", { handler: "api/photos.crop" });
      folder.write(`${spec.name}/api/photos.py`, "def crop(event, context):\n    return __name__");
      assert.equal((await runtime.invoke(spec, {})).payload, "api.photos");
    });

    it("with the context of the invocation", async () => {
      const source = `
def handler(event, context):
    names = ["aws_request_id", "function_name", "function_version", "invoked_function_arn",
             "memory_limit_in_mb", "log_group_name", "client_context"]
    identity = context.identity
    return {
        **{name: getattr(context, name) for name in names},
        "identity": [identity.cognito_identity_id, identity.cognito_identity_pool_id],
        "log_stream_name": context.log_stream_name,
        "remaining": context.get_remaining_time_in_millis(),
    }`;
      const spec = folder.python(source, { memoryMb: 512, timeoutSeconds: 30 });
      const { payload, requestId } = await runtime.invoke(spec, {});
      const { remaining, log_stream_name: stream, ...context } = payload as Record<string, unknown>;
      assert.deepEqual(context, {
        aws_request_id: requestId,
        function_name: spec.name,
        function_version: "$LATEST",
        invoked_function_arn: spec.arn,
        memory_limit_in_mb: "512",
        log_group_name: `/aws/lambda/${spec.name}`,
        client_context: null,
        identity: [null, null],
      });
      assert.match(String(stream), /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
      assert.ok(Number.isInteger(remaining) && Number(remaining) > 0 && Number(remaining) <= 30_000);
    });

    it("in the same process again, also after its handler has failed", async () => {
      const source = `
calls = 0
def handler(event, context):
    global calls
    calls += 1
    if calls == 1:
        raise ValueError("once")
    return calls`;
      const spec = folder.python(source);
      assert.equal((await runtime.invoke(spec, {})).functionError, "Unhandled");
      const second = await runtime.invoke(spec, {});
      assert.deepEqual([second.payload, second.isColdStart], [2, false]);
    });

    it("with exit() and quit() at hand, as Python has them", async () => {
      const source =
        "def handler(event, context):\n    return [callable(exit), callable(quit), callable(help)]";
      assert.deepEqual(await payloadOf(source), [true, true, true]);
    });

    it("without a parent, in its own folder, as the only thread", async () => {
      const source = `
import os, threading
def handler(event, context):
    names = [name for name in os.environ if name.startswith("NODE")]
    return [names, os.getcwd(), threading.active_count()]`;
      const spec = folder.python(source);
      assert.deepEqual((await runtime.invoke(spec, {})).payload, [[], spec.taskRoot, 1]);
    });
  });

  describe("gives as JSON", () => {
    const returning = (value: string) =>
      `from collections import namedtuple\nfrom decimal import Decimal\ndef handler(event, context):\n    return ${value}`;

    it("decimals as numbers, named tuples as objects and bytes as text, as Lambda does", async () => {
      const value =
        "[Decimal('1.5'), Decimal('12'), namedtuple('Size', 'width height')(3, 4), (1, 2), {'a': b'b'}]";
      assert.deepEqual(await payloadOf(returning(value)), [
        1.5,
        12,
        { width: 3, height: 4 },
        [1, 2],
        { a: "b" },
      ]);
    });

    it("bytes that are JSON as they are", async () => {
      assert.deepEqual(await payloadOf(returning(`b'{"n": 1}'`)), { n: 1 });
    });
  });

  describe("finds modules", () => {
    it("in its own folder before its layers, in the last layer before the first", async () => {
      folder.write("first/python/own.py", "PLACE = 'first'");
      folder.write("first/python/both.py", "PLACE = 'first'");
      folder.write("second/python/both.py", "PLACE = 'second'");
      folder.write("first/python/one.py", "PLACE = 'first'");
      const layerRoots = [join(folder.path, "first"), join(folder.path, "second")];
      const source = `
import own, both, one
def handler(event, context):
    return [own.PLACE, both.PLACE, one.PLACE]`;
      const spec = folder.python(source, { layerRoots });
      folder.write(`${spec.name}/own.py`, "PLACE = 'function'");
      assert.deepEqual((await runtime.invoke(spec, {})).payload, ["function", "second", "first"]);
    });

    it("of a layer in the folder of its version of Python, before those for all", async () => {
      const version = await payloadOf(
        "import sys\ndef handler(event, context):\n    return 'python%d.%d' % sys.version_info[:2]",
      );
      folder.write(`layer/python/lib/${version}/site-packages/kit.py`, "PLACE = 'version'");
      folder.write("layer/python/kit.py", "PLACE = 'all'");
      const source = "import kit\ndef handler(event, context):\n    return kit.PLACE";
      assert.equal(await payloadOf(source, {}, { layerRoots: [join(folder.path, "layer")] }), "version");
    });

    it("where its PYTHONPATH leads to", async () => {
      folder.write("extra/more.py", "PLACE = 'more'");
      const source = "import more\ndef handler(event, context):\n    return more.PLACE";
      const environment = { PYTHONPATH: join(folder.path, "extra") };
      assert.equal(await payloadOf(source, {}, { environment }), "more");
    });

    it("of its own by any name that the runtime's files have", async () => {
      const spec = folder.python(
        "import bootstrap, load_handler\nhandler = lambda event, context: bootstrap.OWN",
      );
      folder.write(`${spec.name}/bootstrap.py`, "OWN = True");
      folder.write(`${spec.name}/load_handler.py`, "");
      assert.equal((await runtime.invoke(spec, {})).payload, true);
    });

    it("nowhere else: not where this machine's Python has its packages", async () => {
      const source = "import pip\ndef handler(event, context):\n    pass";
      const { payload } = await run(source);
      const { errorMessage } = payload as { readonly errorMessage: string };
      assert.equal(errorMessage, "Unable to import module 'app': No module named 'pip'");
    });
  });

  it("has the environment of Lambda, and nothing of Node.js or of this process", async () => {
    const spec = folder.python("import os\ndef handler(event, context):\n    return dict(os.environ)", {
      environment: { QUALITY: "80" },
      memoryMb: 300,
      layerRoots: [join(folder.path, "layer")],
    });
    const { payload } = await runtime.invoke(spec, {});
    const variables = { ...(payload as Record<string, string>) };
    const traceId = variables._X_AMZN_TRACE_ID;
    for (const own of ["_X_AMZN_TRACE_ID", "LC_CTYPE", "AWS_LAMBDA_LOG_STREAM_NAME", "TMPDIR"])
      delete variables[own];
    assert.deepEqual(variables, {
      PATH: "/usr/local/bin:/usr/bin:/bin",
      LANG: "en_US.UTF-8",
      TZ: ":UTC",
      QUALITY: "80",
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_EXECUTION_ENV: "AWS_Lambda_python3.13",
      AWS_LAMBDA_FUNCTION_NAME: spec.name,
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
      AWS_LAMBDA_LOG_FORMAT: "Text",
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
      AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "300",
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_SESSION_TOKEN: "local",
      AWS_ACCOUNT_ID: "123456789012",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      LAMBDA_TASK_ROOT: spec.taskRoot,
      _HANDLER: "app.handler",
      AWS_ENDPOINT_URL_S3: "http://127.0.0.1:4566",
    });
    assert.match(traceId ?? "", /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
  });

  describe("writes to its log", () => {
    it("what it prints, from both streams, with what an earlier line lacked and in UTF-8", async () => {
      const source = `
import sys
print("loaded")
def handler(event, context):
    print("é…", end="")
    print("oops", file=sys.stderr)`;
      await run(source);
      assert.deepEqual([...lines].sort(), ["loaded", "oops", "é…"]);
    });

    it("all that it prints, however much that is", async () => {
      await run("def handler(event, context):\n    for i in range(20_000):\n        print('line', i)");
      assert.deepEqual([lines.length, lines[0], lines.at(-1)], [20_000, "line 0", "line 19999"]);
    });

    it("the last words before it ends its process", async () => {
      await run("import os\ndef handler(event, context):\n    print('last words', end='')\n    os._exit(1)");
      assert.deepEqual(lines, ["last words"]);
    });

    it("records of logging from WARNING on, in the layout of Lambda, with the id of the request", async () => {
      const source = `
import logging
def handler(event, context):
    logging.getLogger("photos").warning("torn")
    logging.info("silent")
    logging.getLogger().setLevel(logging.INFO)
    logging.info("told")`;
      const { requestId } = await run(source);
      const time = /\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\t/;
      assert.deepEqual(
        lines.map((line) => line.replace(time, " TIME ")),
        [`[WARNING] TIME ${requestId}\ttorn`, `[INFO] TIME ${requestId}\ttold`],
      );
    });

    it("where it failed, as Lambda does", async () => {
      const spec = folder.python("def handler(event, context):\n    raise ValueError('torn')");
      await runtime.invoke(spec, {});
      assert.deepEqual(lines, [
        "[ERROR] ValueError: torn",
        "Traceback (most recent call last):",
        `  File "${spec.taskRoot}/app.py", line 2, in handler`,
        "    raise ValueError('torn')",
      ]);
    });
  });

  it("is measured by its resident size", async () => {
    const { maxRssMb } = await run("def handler(event, context):\n    return len(b'x' * 100 * 1024 ** 2)");
    assert.ok(maxRssMb > 100 && maxRssMb < 200, `${maxRssMb} MB`);
  });
});
