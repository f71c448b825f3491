import assert from "node:assert/strict";
import { join } from "node:path";
import {
  createLambdaRuntime,
  type Invocation,
  type LambdaRuntime,
  type LambdaSpec,
} from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";

const SURROUNDINGS = { region: "eu-west-1", accountId: "123456789012", endpoints: {} };

describe("the Lambda runtime", () => {
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

  const run = (source: string, event: unknown = {}, changes: Partial<LambdaSpec> = {}): Promise<Invocation> =>
    runtime.invoke(folder.function(source, changes), event);
  const payloadOf = async (source: string, event: unknown = {}) => (await run(source, event)).payload;

  describe("calls the handler", () => {
    it("and gives what an async one returns", async () => {
      const invocation = await run("exports.handler = async (event) => ({ doubled: event.n * 2 });", {
        n: 21,
      });
      assert.deepEqual(invocation.payload, { doubled: 42 });
      assert.equal(invocation.functionError, undefined);
      assert.match(invocation.requestId, /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/);
    });

    it("and gives null for undefined", async () => {
      assert.equal(await payloadOf("exports.handler = async () => {};"), null);
    });

    it("with an empty object when there is no event", async () => {
      const spec = folder.function("exports.handler = async (event) => event;");
      assert.deepEqual((await runtime.invoke(spec, undefined)).payload, {});
    });

    it("with null when that is the event", async () => {
      assert.equal(await payloadOf("exports.handler = async (event) => event;", null), null);
    });

    it("and gives what it hands to the callback", async () => {
      const source =
        "exports.handler = (event, context, callback) => setImmediate(callback, null, { ok: event.n });";
      assert.deepEqual(await payloadOf(source, { n: 1 }), { ok: 1 });
    });

    it("and gives what it hands to the callback first", async () => {
      const source =
        "exports.handler = (event, context, callback) => { callback(null, 1); callback(null, 2); };";
      assert.equal(await payloadOf(source), 1);
    });

    it("and waits after a callback until the event loop is empty", async () => {
      const source = `exports.handler = (event, context, callback) => {
        const result = { isLate: false };
        callback(null, result);
        setTimeout(() => { result.isLate = true; }, 20);
      };`;
      assert.deepEqual(await payloadOf(source), { isLate: true });
    });

    it("and waits for nothing after a callback when callbackWaitsForEmptyEventLoop is false", async () => {
      const source = `exports.handler = (event, context, callback) => {
        context.callbackWaitsForEmptyEventLoop = false;
        setInterval(() => {}, 1000);
        callback(null, "at once");
      };`;
      assert.equal(await payloadOf(source), "at once");
    });

    it("and gives null when it never calls back and nothing is left to run", async () => {
      assert.equal(await payloadOf("exports.handler = () => {};"), null);
    });

    it("of an ES module", async () => {
      const spec = folder.function("export const handler = async () => import.meta.url.slice(-8);");
      folder.write(`${spec.name}/package.json`, '{"type":"module"}');
      assert.equal((await runtime.invoke(spec, {})).payload, "index.js");
    });

    it("in a folder and below an export", async () => {
      const spec = folder.function("", { handler: "api/photos.v1.handler" });
      folder.write(`${spec.name}/api/photos.js`, "exports.v1 = { handler: async () => 'v1' };");
      assert.equal((await runtime.invoke(spec, {})).payload, "v1");
    });

    it("with the context of the invocation", async () => {
      const source = `exports.handler = async (event, context) => ({
        ...context, remaining: context.getRemainingTimeInMillis() });`;
      const spec = folder.function(source, { memoryMb: 512, timeoutSeconds: 30 });
      const { payload, requestId } = await runtime.invoke(spec, {});
      const { remaining, logStreamName, ...context } = payload as Record<string, unknown>;
      assert.deepEqual(context, {
        callbackWaitsForEmptyEventLoop: true,
        functionName: spec.name,
        functionVersion: "$LATEST",
        invokedFunctionArn: spec.arn,
        memoryLimitInMB: "512",
        awsRequestId: requestId,
        logGroupName: `/aws/lambda/${spec.name}`,
      });
      assert.match(String(logStreamName), /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
      assert.ok(Number(remaining) > 0 && Number(remaining) <= 30_000);
    });

    it("with the ARN and the version of the alias that it is called by", async () => {
      const source = `exports.handler = async (event, { invokedFunctionArn, functionVersion }) =>
        [invokedFunctionArn, functionVersion, process.env.AWS_LAMBDA_FUNCTION_VERSION];`;
      const spec = folder.function(source, { version: "7" });
      const invokedArn = `${spec.arn}:live`;
      assert.deepEqual((await runtime.invoke({ ...spec, invokedArn }, {})).payload, [invokedArn, "7", "7"]);
    });

    it("with the id of the request that it is given", async () => {
      const spec = folder.function("exports.handler = async (event, context) => context.awsRequestId;");
      const { payload, requestId } = await runtime.invoke(spec, {}, undefined, "request-1");
      assert.deepEqual([payload, requestId], ["request-1", "request-1"]);
    });

    it("with packages of its layers, the first layer's before the second's", async () => {
      folder.write("first/nodejs/node_modules/both/index.js", "module.exports = 'first';");
      folder.write("second/nodejs/node_modules/both/index.js", "module.exports = 'second';");
      folder.write("second/nodejs/node_modules/one/index.js", "module.exports = 'one';");
      const layerRoots = [join(folder.path, "first"), join(folder.path, "second")];
      const source = "exports.handler = async () => [require('both'), require('one')];";
      assert.deepEqual((await run(source, {}, { layerRoots })).payload, ["first", "one"]);
    });
  });

  describe("keeps a process warm", () => {
    const COUNTING = "let calls = 0; exports.handler = async () => [process.pid, ++calls];";

    it("for the next invocation of the same function", async () => {
      const spec = folder.function(COUNTING);
      const first = await runtime.invoke(spec, {});
      const second = await runtime.invoke(spec, {});
      const [pid] = first.payload as number[];
      assert.deepEqual(
        [first.payload, second.payload],
        [
          [pid, 1],
          [pid, 2],
        ],
      );
      assert.deepEqual([first.isColdStart, second.isColdStart], [true, false]);
    });

    it("but starts another when the function has changed", async () => {
      const spec = folder.function(COUNTING);
      await runtime.invoke(spec, {});
      const changed = await runtime.invoke({ ...spec, environment: { MODE: "new" } }, {});
      assert.equal(changed.isColdStart, true);
    });

    it("and starts another for an invocation at the same time", async () => {
      const spec = folder.function(COUNTING);
      const both = await Promise.all([runtime.invoke(spec, {}), runtime.invoke(spec, {})]);
      const pids = both.map(({ payload }) => (payload as number[])[0]);
      assert.equal(new Set(pids).size, 2);
    });

    it("after the handler has failed", async () => {
      const spec = folder.function(
        "let calls = 0; exports.handler = async () => { if (++calls === 1) throw new Error('once'); return calls; };",
      );
      assert.equal((await runtime.invoke(spec, {})).functionError, "Unhandled");
      assert.equal((await runtime.invoke(spec, {})).payload, 2);
    });
  });

  describe("measures", () => {
    it("the handler's time without the init phase", async () => {
      const source = `const end = Date.now() + 300; while (Date.now() < end);
        exports.handler = async () => "done";`;
      const startMs = performance.now();
      const { durationMs } = await run(source);
      assert.ok(durationMs <= performance.now() - startMs - 290);
    });

    it("the largest resident size", async () => {
      const source = "exports.handler = async () => { Buffer.alloc(100 * 1024 ** 2, 1); return true; };";
      const { maxRssMb } = await run(source);
      assert.ok(maxRssMb > 100 && maxRssMb < 320, `${maxRssMb} MB`);
    });
  });
});
