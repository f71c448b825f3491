import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  createLambdaRuntime,
  type LambdaRuntime,
  type LambdaSpec,
} from "../../../local/lambda/lambda-runtime.ts";
import { nodeProgram } from "../../../local/lambda/node-program.ts";
import { startRekognition } from "../../../local/rekognition/rekognition.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

const NODE_MODULES = fileURLToPath(new URL("../../../node_modules", import.meta.url));

describe("the environment of a function", () => {
  const lines: string[] = [];
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;
  const nodeOptions = process.env.NODE_OPTIONS;
  let closeRekognition: () => Promise<void>;
  let endpoint: string;

  before(async () => {
    folder = createFunctionFolder();
    const rekognition = await startRekognition({
      readObject: () => readFile(new URL("../../../examples/photos/cat.jpg", import.meta.url)),
    });
    closeRekognition = () => rekognition.close();
    endpoint = rekognition.endpoint;
    runtime = createLambdaRuntime({
      region: "eu-west-1",
      accountId: "123456789012",
      endpoints: { REKOGNITION: endpoint },
      onLog: ({ text }) => lines.push(text),
    });
    process.env.TERRALOOM_TEST_SECRET = "hunter2";
    process.env.NODE_OPTIONS = "--no-deprecation";
  });
  after(async () => {
    delete process.env.TERRALOOM_TEST_SECRET;
    if (nodeOptions === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = nodeOptions;
    await runtime.close();
    await closeRekognition();
    folder.remove();
  });

  const ENVIRONMENT = "exports.handler = async () => process.env;";
  const environmentOf = async (changes: Partial<LambdaSpec> = {}) => {
    const spec = folder.function(ENVIRONMENT, changes);
    const { payload } = await runtime.invoke(spec, {});
    return { spec, variables: payload as Record<string, string> };
  };

  it("is what Lambda and the function set, and nothing of this process's own", async () => {
    const layerRoots = [join(folder.path, "one"), join(folder.path, "two")];
    const environment = { QUALITY: "80", MALLOC_ARENA_MAX: "1" };
    const { spec, variables } = await environmentOf({ layerRoots, environment, memoryMb: 300 });
    const { _X_AMZN_TRACE_ID: traceId, AWS_LAMBDA_LOG_STREAM_NAME: stream, TMPDIR, ...rest } = variables;
    assert.deepEqual(rest, {
      PATH: "/usr/local/bin:/usr/bin:/bin",
      NODE_PATH: layerRoots.map((root) => join(root, "nodejs", "node_modules")).join(delimiter),
      LANG: "en_US.UTF-8",
      TZ: ":UTC",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      QUALITY: "80",
      MALLOC_ARENA_MAX: "1",
      AWS_REGION: "eu-west-1",
      AWS_DEFAULT_REGION: "eu-west-1",
      AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${process.versions.node.split(".")[0]}.x`,
      AWS_LAMBDA_FUNCTION_NAME: spec.name,
      AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "300",
      AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
      AWS_LAMBDA_LOG_FORMAT: "Text",
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${spec.name}`,
      AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_SESSION_TOKEN: "local",
      AWS_ACCOUNT_ID: "123456789012",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      LAMBDA_TASK_ROOT: spec.taskRoot,
      _HANDLER: "index.handler",
      AWS_ENDPOINT_URL_REKOGNITION: endpoint,
    });
    assert.match(stream ?? "", /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
    assert.match(TMPDIR ?? "", /terraloom-tmp-/);
    assert.match(traceId ?? "", /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
  });

  it("lets the function replace a default, but no reserved variable", async () => {
    const { variables } = await environmentOf({ environment: { TZ: "Asia/Tokyo", AWS_REGION: "us-east-1" } });
    assert.deepEqual([variables.TZ, variables.AWS_REGION], ["Asia/Tokyo", "eu-west-1"]);
  });

  it("has a new trace for each invocation", async () => {
    const spec = folder.function("exports.handler = async () => process.env._X_AMZN_TRACE_ID;");
    const first = await runtime.invoke(spec, {});
    const second = await runtime.invoke(spec, {});
    assert.notEqual(first.payload, second.payload);
  });

  it("has the options of its heap and none of this process, no parent and the function's folder as working directory", async () => {
    const source = "exports.handler = async () => [process.execArgv, typeof process.send, process.cwd()];";
    const spec = folder.function(source);
    const heap = nodeProgram(spec).options;
    assert.deepEqual((await runtime.invoke(spec, {})).payload, [heap, "undefined", spec.taskRoot]);
  });

  it("leads the unmodified AWS SDK of a layer to the local endpoint, without a notice", async () => {
    folder.write("sdk/nodejs/README.md", "");
    symlinkSync(NODE_MODULES, join(folder.path, "sdk/nodejs/node_modules"));
    const spec = folder.function(
      `const { Rekognition } = require("@aws-sdk/client-rekognition");
      const client = new Rekognition({});
      exports.handler = async () => {
        const { Labels } = await client.detectLabels({ Image: { S3Object: { Bucket: "photos", Name: "cat.jpg" } } });
        return Labels.map(({ Name }) => Name);
      };`,
      { layerRoots: [join(folder.path, "sdk")], memoryMb: 512 },
    );
    lines.length = 0;
    assert.deepEqual((await runtime.invoke(spec, {})).payload, ["Cat"]);
    assert.deepEqual(lines, []);
  });
});
