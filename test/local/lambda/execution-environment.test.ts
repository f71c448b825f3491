import assert from "node:assert/strict";
import {
  type ExecutionEnvironment,
  type ExecutionEnvironmentOptions,
  startExecutionEnvironment,
} from "../../../local/lambda/execution-environment.ts";
import type { LambdaSpec } from "../../../local/lambda/lambda-spec.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

describe("an execution environment", () => {
  let folder: FunctionFolder;
  let started: ExecutionEnvironment[];

  before(() => {
    folder = createFunctionFolder();
  });
  beforeEach(() => {
    started = [];
  });
  afterEach(async () => {
    await Promise.all(started.map((environment) => environment.stop()));
  });
  after(() => folder.remove());

  const start = async (spec: LambdaSpec, options: Partial<ExecutionEnvironmentOptions> = {}) => {
    const surroundings = { region: "eu-west-1", accountId: "123456789012", endpoints: {} };
    const environment = await startExecutionEnvironment(spec, { surroundings, onLog: () => {}, ...options });
    started.push(environment);
    return environment;
  };
  const timeoutOf = (seconds: string) => ({
    failure: {
      errorType: "Sandbox.Timedout",
      errorMessage: `RequestId: request-1 Error: Task timed out after ${seconds} seconds`,
    },
  });
  const request = { requestId: "request-1", eventJson: "{}" };

  it("ends with a handler that waits too long", async () => {
    const source = "exports.handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));";
    const environment = await start(folder.function(source, { timeoutSeconds: 1 }));
    assert.deepEqual((await environment.run(request)).result, timeoutOf("1.00"));
    assert.equal(environment.isAlive(), false);
  });

  it("ends with a handler that blocks its event loop", async () => {
    const source = "exports.handler = async () => { for (;;); };";
    const environment = await start(folder.function(source, { timeoutSeconds: 0.25 }));
    assert.deepEqual((await environment.run(request)).result, timeoutOf("0.25"));
    assert.equal(environment.isAlive(), false);
  });

  it("tells the handler how much time is left", async () => {
    const source =
      "exports.handler = async (event, context) => context.getRemainingTimeInMillis() <= 900_000;";
    const environment = await start(folder.function(source, { timeoutSeconds: 900 }));
    assert.deepEqual((await environment.run(request)).result, { json: "true" });
  });

  it("counts an init phase that takes too long as the invocation's time", async () => {
    const environment = await start(folder.function("for (;;);", { timeoutSeconds: 0.25 }), {
      initSeconds: 0.1,
    });
    assert.deepEqual((await environment.run(request)).result, timeoutOf("0.25"));
  });

  it("does not count an init phase in its limit as the invocation's time", async () => {
    const source = `const end = Date.now() + 300; while (Date.now() < end);
      exports.handler = async () => "ready";`;
    const environment = await start(folder.function(source, { timeoutSeconds: 0.2 }));
    assert.deepEqual((await environment.run(request)).result, { json: '"ready"' });
  });

  it("takes no invocation after it was stopped", async () => {
    const environment = await start(folder.function("exports.handler = async () => process.pid;"));
    const { result } = await environment.run(request);
    await environment.stop();
    assert.equal(environment.isAlive(), false);
    assert.ok("json" in result);
    assert.throws(() => process.kill(Number(result.json), 0), { code: "ESRCH" });
  });
});
