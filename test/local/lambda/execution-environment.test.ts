import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname } from "node:path";
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

  it("runs an init phase that has failed once more, within the invocation", async () => {
    const source = `const { appendFileSync, readFileSync } = require("node:fs");
      appendFileSync("starts", ".");
      if (readFileSync("starts").length === 1) process.exit(3);
      exports.handler = async () => readFileSync("starts").length;`;
    const environment = await start(folder.function(source));
    assert.deepEqual((await environment.run(request)).result, { json: "2" });
    assert.equal(environment.isAlive(), true);
  });

  it("starts over where an init phase takes too long, and gives it the invocation's time", async () => {
    const source = `const { existsSync, writeFileSync } = require("node:fs");
      const isFirst = !existsSync("started");
      writeFileSync("started", "");
      while (isFirst);
      exports.handler = async () => "second";`;
    const environment = await start(folder.function(source), { initSeconds: 1 });
    assert.deepEqual((await environment.run(request)).result, { json: '"second"' });
  });

  it("gives an init phase that fails twice as the invocation's failure", async () => {
    const environment = await start(folder.function("process.exit(3);"));
    assert.deepEqual((await environment.run(request)).result, {
      failure: {
        errorType: "Runtime.ExitError",
        errorMessage: "RequestId: request-1 Error: Runtime exited with error: exit status 3",
      },
    });
    assert.equal(environment.isAlive(), false);
  });

  it("waits in its init phase for what a module awaits", async () => {
    const spec = folder.function(
      "const ready = await new Promise((resolve) => setTimeout(resolve, 10, 'ready')); export const handler = async () => ready;",
    );
    folder.write(`${spec.name}/package.json`, '{"type":"module"}');
    const environment = await start(spec);
    assert.deepEqual((await environment.run(request)).result, { json: '"ready"' });
  });

  describe("has a temporary folder", () => {
    const KEEPING = `const { existsSync, writeFileSync } = require("node:fs");
      const file = require("node:path").join(require("node:os").tmpdir(), "kept");
      exports.handler = async () => {
        const isKept = existsSync(file);
        writeFileSync(file, "");
        return [file, isKept];
      };`;
    const keep = async (environment: ExecutionEnvironment) => {
      const { result } = await environment.run(request);
      return JSON.parse("json" in result ? result.json : "[]") as [file: string, isKept: boolean];
    };

    it("that is kept between invocations, and gone once it has stopped", async () => {
      const environment = await start(folder.function(KEEPING));
      const [file, wasKept] = await keep(environment);
      const [, isKept] = await keep(environment);
      assert.deepEqual([wasKept, isKept, existsSync(file)], [false, true, true]);
      await environment.stop();
      assert.equal(existsSync(dirname(file)), false);
    });

    it("that no other environment of the function sees", async () => {
      const spec = folder.function(KEEPING);
      const [first] = await keep(await start(spec));
      const [second, isKept] = await keep(await start(spec));
      assert.notEqual(first, second);
      assert.equal(isKept, false);
    });
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
