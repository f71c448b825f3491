import assert from "node:assert/strict";
import {
  createLambdaRuntime,
  type LambdaRuntime,
  type LambdaSpec,
} from "../../../local/lambda/lambda-runtime.ts";
import { createFunctionFolder, type FunctionFolder } from "./function-folder.ts";
import { hasPython } from "./has-python.ts";

describe("the output of a function", () => {
  let folder: FunctionFolder;
  let runtime: LambdaRuntime;
  let lines: string[];
  before(() => {
    folder = createFunctionFolder();
    runtime = createLambdaRuntime({
      region: "eu-west-1",
      accountId: "123456789012",
      endpoints: {},
      onLog: ({ text }) => lines.push(text),
      report: () => {},
    });
  });
  beforeEach(() => {
    lines = [];
  });
  after(async () => {
    await runtime.close();
    folder.remove();
  });

  /** Two invocations in one environment. */
  const runTwice = async (spec: LambdaSpec) => {
    const first = await runtime.invoke(spec, { n: 1 });
    const second = await runtime.invoke(spec, { n: 2 });
    return [first, second].map(({ payload, functionError }) => functionError ?? payload);
  };

  for (const [what, statement] of [
    ["ends its stdout and stderr", "process.stdout.end(); process.stderr.end();"],
    ["destroys its stdout", "process.stdout.destroy();"],
    ["closes the file of its stdout", 'require("node:fs").closeSync(1);'],
  ] as const) {
    it(`does not hold up the answer of a function that ${what}`, async () => {
      const source = `exports.handler = async ({ n }) => { if (n === 1) { console.log("hi"); ${statement} } return n; };`;
      assert.deepEqual(await runTwice(folder.function(source)), [1, 2]);
      assert.deepEqual(lines, ["hi"]);
    });
  }

  it("does not hold up a function that ends its stdout while it is loaded", async () => {
    const source = "process.stdout.end(); exports.handler = async ({ n }) => n;";
    assert.deepEqual(await runTwice(folder.function(source)), [1, 2]);
  });

  it("is JSON where the function's logs are, from its level on, also after it has ended its stdout", async () => {
    const source = `
console.log("loaded");
exports.handler = async ({ n }) => {
  console.debug("details");
  console.log("got", n);
  process.stdout.end();
  await new Promise((resolve) => process.stdout.once("finish", () => setImmediate(resolve)));
  console.error(new TypeError("bad"));
  return [process.env.AWS_LAMBDA_LOG_FORMAT, process.env.AWS_LAMBDA_LOG_LEVEL];
};`;
    const { payload, requestId } = await runtime.invoke(folder.function(source, { logFormat: "JSON" }), {
      n: 7,
    });
    assert.deepEqual(payload, ["JSON", "INFO"]);
    const [loaded, got, bad, ...others] = lines.map((line) => JSON.parse(line));
    assert.deepEqual([loaded.level, loaded.requestId, loaded.message], ["INFO", undefined, "loaded"]);
    assert.deepEqual([got.level, got.requestId, got.message], ["INFO", requestId, "got 7"]);
    assert.deepEqual([bad.level, bad.message.errorType, others], ["ERROR", "TypeError", []]);
  });

  describe("for Python", () => {
    before(function () {
      if (!hasPython()) this.skip();
    });

    it("does not hold up the answer of a function that closes its stdout", async () => {
      const source = `
import logging, os, sys
def handler(event, context):
    if event["n"] == 1:
        sys.stdout.close()
        logging.getLogger().error("closed")
        os.close(2)
    return event["n"]`;
      assert.deepEqual(await runTwice(folder.python(source)), [1, 2]);
      assert.match(lines.join(), /^\[ERROR\]\t.*\tclosed$/);
    });

    it("is JSON where the function's logs are, with what a record has of its own", async () => {
      const source = `
import logging
logger = logging.getLogger("photos")
def handler(event, context):
    logger.info("left out")
    logger.warning("kept %s", "é", extra={"photo": "a.png"})
    try:
        int("x")
    except ValueError:
        logger.exception("failed")
    print("plain")`;
      const spec = folder.python(source, { logFormat: "JSON", applicationLogLevel: "WARN" });
      const { requestId } = await runtime.invoke(spec, {});
      const [kept, failed] = lines.slice(0, 2).map((line) => JSON.parse(line));
      assert.match(kept.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.deepEqual(
        { ...kept, timestamp: "" },
        { timestamp: "", level: "WARNING", message: "kept é", logger: "photos", requestId, photo: "a.png" },
      );
      assert.deepEqual([failed.level, failed.errorType], ["ERROR", "ValueError"]);
      assert.equal(failed.errorMessage, "invalid literal for int() with base 10: 'x'");
      assert.match(failed.location, /app\.py:handler:10$/);
      assert.equal(failed.stackTrace.length, 1);
      assert.deepEqual(lines.slice(2), ["plain"]);
    });
  });
});
